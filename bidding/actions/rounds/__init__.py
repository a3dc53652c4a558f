"""The live room: rounds open, prices are placed, rounds close."""
