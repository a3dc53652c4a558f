"""What the clock brings about in this room."""

from kernel.actors import SCHEDULER
from sealing.actions.publish_page import publish_page
from sealing.programs import PROGRAMS


def publish_changed_pages() -> int:
    """Put the programs that seal on the record when a release has changed them."""
    return sum(publish_page(actor=SCHEDULER, name=name) for name in PROGRAMS)
