"""The decision: made, explained, objected to, made again."""
