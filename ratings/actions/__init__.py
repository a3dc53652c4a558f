"""The verbs of evaluations, scores and exit."""

from ratings.actions.answer_case import answer_case
from ratings.actions.answer_objection import answer_objection
from ratings.actions.lapse_case import lapse_case
from ratings.actions.object_to_evaluation import object_to_evaluation
from ratings.actions.open_case import open_case
from ratings.actions.publish_score import publish_score
from ratings.actions.record_evaluation import record_evaluation
from ratings.actions.record_hearing import record_hearing
from ratings.actions.reply_to_evaluation import reply_to_evaluation
from ratings.actions.vote_on_case import vote_on_case

__all__ = [
    "answer_case",
    "answer_objection",
    "lapse_case",
    "object_to_evaluation",
    "open_case",
    "publish_score",
    "record_evaluation",
    "record_hearing",
    "reply_to_evaluation",
    "vote_on_case",
]
