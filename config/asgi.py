"""The ASGI entry: the live rooms under /live/, every page beside them, in one process."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

from config import live

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
_pages = get_asgi_application()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Streams to the live rooms, pages to Django."""
    is_live = scope["type"] == "lifespan" or scope.get("path", "").startswith("/live/")
    await (live.application if is_live else _pages)(scope, receive, send)
