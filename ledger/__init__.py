"""The public record: every event appended once, sequenced, signed, provable, and checked by a stand-alone verifier."""
