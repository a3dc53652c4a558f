"""The two ways in which a thing is withheld."""

from __future__ import annotations

from django.utils.translation import gettext


class NotForYou(Exception):
    """Refused: the actor may know that the thing exists, but may not do this. `says` is the sentence, `source` its ground."""

    def __init__(self, says: str, *, source: str = ""):
        super().__init__(says)
        self.says = says
        self.source = source

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.says)


class NotFound(Exception):
    """Not found: the actor may not know whether the thing exists."""
