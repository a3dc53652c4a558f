"""The tables of the agencies."""

from agencies.models.agency import Agency
from agencies.models.certificate import Certificate, Practitioner
from agencies.models.control import DeclaredControl
from agencies.models.paper import Paper
from agencies.models.registration import DeclaredTie, Registration
from agencies.models.service import OfferedService
from agencies.models.step import StandingStep

__all__ = [
    "Agency",
    "Certificate",
    "DeclaredControl",
    "DeclaredTie",
    "OfferedService",
    "Paper",
    "Practitioner",
    "Registration",
    "StandingStep",
]
