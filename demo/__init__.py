"""One market day, played through the same actions that users call. Above every room; nothing imports it."""
