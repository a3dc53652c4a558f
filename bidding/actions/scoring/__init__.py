"""Experts: the pool, the seats, the sheets."""
