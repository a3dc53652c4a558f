"""Things outside the site: the search engine, Stripe, files that the platform keeps for itself."""

from pathlib import Path

from config.settings.env import ROOT, optional

ELASTICSEARCH_URL = optional("ELASTICSEARCH_URL")
STRIPE_SECRET_KEY = optional("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRET = optional("STRIPE_WEBHOOK_SECRET")
STRIPE_API_BASE = optional("STRIPE_API_BASE")  # set for the demo's stand-in; empty means Stripe itself
KEYS_DIR = Path(optional("KEYS_DIR", str(ROOT / ".data" / "keys")))
STANDIN_FILE = Path(optional("STANDIN_FILE", str(ROOT / ".data" / "standin.sqlite3")))  # what the sample payments remember
