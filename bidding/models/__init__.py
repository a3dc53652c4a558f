"""The tables of bidding."""

from bidding.models.award import Award, Objection
from bidding.models.bid import Bid
from bidding.models.decision import Decision
from bidding.models.expert import Expert, Mark, Panel, Plan, Seat
from bidding.models.explanation import Explanation
from bidding.models.heartbeat import Heartbeat
from bidding.models.need import Need, NeedSeries
from bidding.models.notice import Attachment, Notice
from bidding.models.question import Question
from bidding.models.reveal import Reveal
from bidding.models.room import LiveRound, Step
from bidding.models.sealed_file import SealedFile
from bidding.models.venture import Venture, VentureParty

__all__ = [
    "Attachment",
    "Award",
    "Bid",
    "Decision",
    "Expert",
    "Explanation",
    "Heartbeat",
    "LiveRound",
    "Mark",
    "Need",
    "NeedSeries",
    "Notice",
    "Objection",
    "Panel",
    "Plan",
    "Question",
    "Reveal",
    "SealedFile",
    "Seat",
    "Step",
    "Venture",
    "VentureParty",
]
