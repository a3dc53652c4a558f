"""What is live on an editor's page."""

from __future__ import annotations

from django import template

from cms import reads

register = template.Library()


@register.simple_tag
def home_blocks() -> reads.Live:
    """The newest needs and results, the counts and the record."""
    return reads.home_blocks()
