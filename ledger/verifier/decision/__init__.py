"""Each method of selection decided again from its case alone: `WAYS[method](case)` gives what the entry must say, word for word."""

from . import average_price, random_draw, sealed_price

WAYS = {"sealed_price": sealed_price.decide, "average_price": average_price.decide, "random_draw": random_draw.decide}
