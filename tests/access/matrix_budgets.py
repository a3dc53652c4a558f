"""The budget lines of a department: its own people who buy, and nobody else."""

from tests.access.matrix import DONE, HIDDEN, REFUSED, SIGN_IN, Row, World
from tests.makers import budgets, market

OWN = {DONE: "department", SIGN_IN: "visitor", REFUSED: "*"}


def a_line(world: World) -> list[object]:
    """A line of a department that the world's buyer acts for; its department is a stranger to it."""
    world.actors["buyer"] = market.a_department()
    return [budgets.a_line(world.actors["buyer"]).pk]


ROWS = [
    Row("budget_lines", get=OWN),
    Row(
        "new_budget_line",
        get=OWN,
        post=OWN,
        data=lambda world: {"year": "2026", "code": "2130305-001", "title": "水土保持", "limit_fen": "1000000.00"},
    ),
    Row("budget_line", at=a_line, get={DONE: "buyer", HIDDEN: "department", SIGN_IN: "visitor", REFUSED: "*"}),
]
