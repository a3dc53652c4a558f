"""Verbs of sealing."""
