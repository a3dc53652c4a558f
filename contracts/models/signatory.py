"""Who signs a contract: the buyer and the agency; for a joint venture its lead and every member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contracts.states import Side
from market.models import Organisation


@dataclass(frozen=True)
class Signatory:
    """One organisation whose confirmation the contract needs, as what it signs (`word`), and when it confirmed."""

    side: Side
    word: str
    organisation: Organisation
    confirmed_at: datetime | None
