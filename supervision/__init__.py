"""The regulators' room: complaints, inspections and red flags. Still an empty room: see docs/map.md."""
