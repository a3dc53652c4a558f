"""Settings, urls, servers and the one table that wires events to those who hear them."""
