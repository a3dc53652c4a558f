"""The page server: processes with threads, and a pool of connections in each (DB_POOL)."""

import os
import sys
from typing import Any

from kernel.clock_lock import TOGETHER, ClockTaken, Hold

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 10
keepalive = 15
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
errorlog = "-"


def on_starting(server: Any) -> None:
    """Serve, unless a demo moves the clock; the master's hold says that a site is there for as long as it lives."""
    try:
        server.lives_by_the_clock = Hold(TOGETHER)
    except ClockTaken as refused:
        sys.exit(str(refused))
