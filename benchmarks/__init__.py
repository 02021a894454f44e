"""What `make bench` runs: each row in its own module, peers beside ours in one run."""
