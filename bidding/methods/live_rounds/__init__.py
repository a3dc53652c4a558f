"""Live rounds: open bidding downwards in rounds; the last price of each bidder decides as sealed price does.

A step is at or below one's own last and at least one step below the lowest shown. A step in the last seconds of a round
puts its end off, a limited number of times. The case holds every accepted step, so that anybody can judge each anew.
"""

from bidding.methods.live_rounds.case import Case, Entry, Round, Step, Terms
from bidding.methods.live_rounds.decide import decide
from bidding.methods.live_rounds.steps import end_after, faults_of, highest_allowed

__all__ = ["Case", "Entry", "Round", "Step", "Terms", "decide", "end_after", "faults_of", "highest_allowed"]
