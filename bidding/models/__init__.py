"""The tables of bidding."""

from bidding.models.award import Award, Objection
from bidding.models.bid import Bid
from bidding.models.decision import Decision
from bidding.models.need import Need, NeedSeries
from bidding.models.notice import Attachment, Notice
from bidding.models.question import Question
from bidding.models.reveal import Reveal
from bidding.models.room import LiveRound, Step

__all__ = [
    "Attachment",
    "Award",
    "Bid",
    "Decision",
    "LiveRound",
    "Need",
    "NeedSeries",
    "Notice",
    "Objection",
    "Question",
    "Reveal",
    "Step",
]
