"""The market's pages: parse, call, present."""
