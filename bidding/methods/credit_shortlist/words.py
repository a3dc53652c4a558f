"""Why somebody is on the short list, first on it, or not on it, in words."""

from __future__ import annotations

from bidding.methods.credit_shortlist.case import Pick
from bidding.methods.offers import Offer


def dropped(offer: Offer) -> str:
    """Among the worst by credit."""
    centi = offer.score_centi or 0
    return f"信用分 {centi // 100}.{centi % 100:02d} 分，在末位淘汰的比例内，不参加抽签"


def not_listed(at: int, length: int) -> str:
    """Drawn behind the end of the list."""
    return f"抽签列第 {at}，入围 {length} 家，未入围"


def listed(at: int, held: int, total: int) -> str:
    """On the list."""
    return f"持 {held} 个签号（共 {total} 个），抽签列第 {at}，入围"


def picked(pick: Pick) -> str:
    """First on it. More follows behind the reason, so that its own full stop is left out."""
    if pick.silent:
        return "委托方逾期没有择定，按抽签次序取首位"
    return f"委托方从入围名单中择定，理由：{pick.reason.rstrip('。')}"
