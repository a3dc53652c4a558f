"""The tables of the market."""

from market.models.organisation import Invitation, Membership, Organisation
from market.models.person import Person
from market.models.region import Region, RegionalTerm
from market.models.retained_list import ApprovalItem, ListEdition, ListItem, SupervisionRoute

__all__ = [
    "ApprovalItem",
    "Invitation",
    "ListEdition",
    "ListItem",
    "Membership",
    "Organisation",
    "Person",
    "Region",
    "RegionalTerm",
    "SupervisionRoute",
]
