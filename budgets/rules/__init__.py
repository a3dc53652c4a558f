"""The law of budget lines: declaring one, and being covered by one."""

from budgets.rules.covering import TO_COMMIT
from budgets.rules.declaring import TO_DECLARE_A_LINE

__all__ = ["TO_COMMIT", "TO_DECLARE_A_LINE"]
