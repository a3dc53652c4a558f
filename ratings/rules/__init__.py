"""The law of evaluations, scores and exit."""

from ratings.rules.evaluation import TO_ANSWER_AN_OBJECTION, TO_EVALUATE, TO_OBJECT, TO_REPLY
from ratings.rules.exit import TO_ANSWER_A_CASE, TO_DECIDE_A_CASE, TO_LAPSE_A_CASE, TO_OPEN_A_CASE

__all__ = [
    "TO_ANSWER_AN_OBJECTION",
    "TO_ANSWER_A_CASE",
    "TO_DECIDE_A_CASE",
    "TO_EVALUATE",
    "TO_LAPSE_A_CASE",
    "TO_OBJECT",
    "TO_OPEN_A_CASE",
    "TO_REPLY",
]
