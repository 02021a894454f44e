"""Programs of others that ours are measured beside, each in its own environment under `benchmarks/.peers/`."""
