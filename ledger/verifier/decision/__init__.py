"""Each method of selection decided again from its case alone: `WAYS[method](case)` gives what the entry must say, word for word."""

from . import sealed_price

WAYS = {"sealed_price": sealed_price.decide}
