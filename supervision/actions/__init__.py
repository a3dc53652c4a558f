"""The verbs of inspections: list an inspector, announce, show, draw."""
