"""Commands of the public record."""
