"""The tables of evaluations, scores and exit cases."""

from ratings.models.evaluation import Evaluation
from ratings.models.exit_case import CaseVote, ExitCase, Official
from ratings.models.score import Score

__all__ = ["CaseVote", "Evaluation", "ExitCase", "Official", "Score"]
