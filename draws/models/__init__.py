"""What the room keeps: the terms of each draw and what its parties put in."""

from draws.models.contribution import Contribution
from draws.models.draw import Draw

__all__ = ["Contribution", "Draw"]
