"""What was promised about speed, measured: ratios in one run on one machine. `make bench`."""
