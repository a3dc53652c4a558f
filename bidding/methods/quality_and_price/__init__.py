"""Quality and price: experts score the plans by published criteria, then prices are opened; the sum decides.

Criteria and weights are whole points of a hundred, an expert's score is in whole hundredths of a point, and whatever is
worked out of them (averages, price scores, sums) is an exact fraction: nothing is rounded before it decides. The experts
are drawn from those that need not stand aside; whoever does not score in time is followed by the next in the drawn order.
"""

from bidding.methods.quality_and_price.case import Case, Criterion, Score
from bidding.methods.quality_and_price.decide import Decision, decide
from bidding.methods.quality_and_price.experts import ExpertDraw, draw_experts, seated
from bidding.methods.quality_and_price.scores import faults_of, may_open_prices

__all__ = [
    "Case",
    "Criterion",
    "Decision",
    "ExpertDraw",
    "Score",
    "decide",
    "draw_experts",
    "faults_of",
    "may_open_prices",
    "seated",
]
