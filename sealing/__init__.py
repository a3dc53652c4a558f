"""Sealed envelopes and their trustees: nobody reads before the hour, everybody can check after it."""
