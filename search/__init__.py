"""The directory: who can do what, checked against the retained list, behind one interface with two engines."""
