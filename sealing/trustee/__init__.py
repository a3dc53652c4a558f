"""A trustee that stands alone: its own key file, its own clock, no database, no Django. `python -m sealing.trustee` runs it."""
