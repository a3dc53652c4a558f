"""The sealed bid: put in, taken back, struck."""
