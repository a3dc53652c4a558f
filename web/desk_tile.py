"""A desk's tile on the first page of the Wagtail admin: how much waits, until when, and the way there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.admin.ui.components import Component


class DeskTile(Component):
    """A title, how many things wait, when the first is due, and a button."""

    template_name = "web/desk/tile.html"

    def __init__(self, title: str, *, href: str, word: str, count: int, by: datetime | None = None, order: int = 100):
        self.told = {"title": title, "href": href, "word": word, "count": count, "by": by}
        self.order = order

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What the tile tells."""
        return self.told
