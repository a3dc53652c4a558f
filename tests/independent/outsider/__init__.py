"""A program written from docs/derive.md and docs/events.md alone: it imports nothing of the market and nothing of its verifiers."""
