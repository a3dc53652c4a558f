"""The award: made, confirmed, declined, ended."""
