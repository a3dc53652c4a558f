"""The commands of the editors' pages."""
