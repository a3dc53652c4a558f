"""What the clock brings about in the directory."""

from __future__ import annotations

from kernel import clock
from search import follow, reads


def refresh_changed() -> int:
    """Write anew the agencies whose certificates, or whose list, another day has changed."""
    due = reads.due_for_change(clock.today())
    for uscc in due:
        follow.in_postgres({"org": uscc})
        follow.in_elasticsearch({"org": uscc})
    return len(due)
