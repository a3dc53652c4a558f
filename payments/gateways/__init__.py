"""The ways to a payer's money, behind one small interface (base.py)."""
