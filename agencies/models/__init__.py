"""The tables of the agencies."""

from agencies.models.agency import Agency
from agencies.models.certificate import Certificate, Practitioner
from agencies.models.registration import DeclaredTie, Registration
from agencies.models.service import OfferedService

__all__ = ["Agency", "Certificate", "DeclaredTie", "OfferedService", "Practitioner", "Registration"]
