"""Shapes of input. What the law says to them comes back from the verbs."""
