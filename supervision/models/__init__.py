"""What the room keeps: inspections and the pools of inspectors."""

from supervision.models.inspection import Inspection
from supervision.models.inspector import Inspector

__all__ = ["Inspection", "Inspector"]
