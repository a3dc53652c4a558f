"""Needs, notices, sealed bids, opening, selection and award: one need at a time, each step provable."""
