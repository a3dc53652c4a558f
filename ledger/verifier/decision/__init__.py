"""Each method of selection decided again from its case alone: `WAYS[method](case)` gives what the entry must say, word for word."""

from . import average_price, credit_shortlist, direct_choice, live_rounds, quality_and_price, random_draw, sealed_price
from .outcome import outcome as outcome

WAYS = {
    way.__name__.rpartition(".")[2]: way.decide
    for way in (sealed_price, average_price, random_draw, credit_shortlist, direct_choice, live_rounds, quality_and_price)
}
