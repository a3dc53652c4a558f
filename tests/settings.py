"""The site's settings, whatever one's own `.env` says: no demo, no debugging, cheap passwords, files apart."""

import os
import tempfile

os.environ |= {"DEMO": "0", "DEBUG": "0", "HTTPS": "0", "DB_POOL": "0"}
os.environ.setdefault("SECRET_KEY", "tests-only-" + "0" * 50)
os.environ.setdefault("PRIVATE_ROOT", tempfile.mkdtemp(prefix="zx-files-"))
os.environ.setdefault("KEYS_DIR", tempfile.mkdtemp(prefix="zx-keys-"))

from config.settings import *  # noqa: F403

# In earnest a password costs a third of a second; a test that needs no such cost does not pay it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = tempfile.mkdtemp(prefix="zx-media-")
WHITENOISE_AUTOREFRESH = True  # no collected files are needed, and none are looked for at every start
