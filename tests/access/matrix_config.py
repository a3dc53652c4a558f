"""What those who watch the site ask."""

from tests.access.matrix import DONE, WRONG, Row

ROWS = [
    Row("healthz", get={DONE: "*"}, post={WRONG: "*"}),
    Row("readyz", get={"503": "*"}, post={WRONG: "*"}),  # the tests hold the clock, and this is no demo
]
