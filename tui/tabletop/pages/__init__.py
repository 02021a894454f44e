"""What a seat and the projector show, as values: a browser and a terminal draw the same ones."""
