"""The kit's own addresses, open to everybody."""

from tests.access.matrix import DONE, Row

ROWS = [
    Row("rulebook", get={DONE: "*"}),
    Row("rules_of_room", at=lambda world: ["bidding"], get={DONE: "*"}),
    Row("elder", get={DONE: "*"}, post={DONE: "*"}),
    Row("language", get={DONE: "*"}, post={DONE: "*"}),
]
