"""Interest on a late payment."""

from fractions import Fraction

from kernel.money import rounded_half_up_to_fen

INTEREST_A_DAY = Fraction(5, 10_000)


def interest_fen(amount_fen: int, days_late: int) -> int:
    """Interest on a late payment at 0.05% a day (保障中小企业款项支付条例(2025)§17), halves up to the fen.

    | amount | days | interest |
    |---|---|---|
    | 8,260,000 | 0 | 0 |
    | 8,260,000 | 1 | 4,130 |
    | 8,260,000 | 10 | 41,300 |
    | 1,000 | 1 | 1 |
    | 999 | 1 | 0 |
    """
    return rounded_half_up_to_fen(amount_fen * max(0, days_late) * INTEREST_A_DAY)
