"""Exercise control: what the facilitator sees and does, on a full screen or line by line."""
