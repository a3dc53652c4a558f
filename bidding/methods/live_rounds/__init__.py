"""Live rounds: open bidding downwards in rounds; the last price of each bidder decides as sealed price does.

A step is at or below one's own last and at least one step below the lowest shown; where less than a step is left above the
floor, it may draw level with the lowest. A step in the last seconds of a round puts its end off, a limited number of times.
Those level at the end have one extra round among themselves, then score, then draw. The case holds every accepted step, so that anybody can judge each anew.
"""

from bidding.methods.live_rounds.case import Case, Entry, Round, Step, Terms
from bidding.methods.live_rounds.decide import decide
from bidding.methods.live_rounds.steps import allowed, end_after, faults_of, level_after

__all__ = ["Case", "Entry", "Round", "Step", "Terms", "allowed", "decide", "end_after", "faults_of", "level_after"]
