"""Worker, clock, calendar and rulebook at the command line."""
