"""The verbs of payments, one a file. Calls to a gateway stand outside them (payments/outside.py)."""
