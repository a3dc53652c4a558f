"""Budget lines and what moved on them."""

from budgets.models.line import BudgetLine
from budgets.models.movement import Movement, carry

__all__ = ["BudgetLine", "Movement", "carry"]
