"""The doors of contracts: the two sides' pages, the public notice, the papers."""
