"""The directory's addresses, open to everybody."""

from tests.access.matrix import DONE, Row

ROWS = [
    Row("agencies", get={DONE: "*"}),
    Row("search", get={DONE: "*"}),
]
