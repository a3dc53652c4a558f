"""A day of everything, written out: what both verifiers replay and most lies are told about."""

from __future__ import annotations

from datetime import timedelta

from ledger.record import stamp
from tests.makers.by_the_book import a_suspension, by_the_book
from tests.makers.history import History


def a_market() -> History:
    """A day of everything: a tie, a void bid, a replaced and a withdrawn one, a declined award, a suspension, a second notice."""
    day = History()
    one, two, three, four, five = (day.an_agency() for _ in range(5))
    need = day.a_need("ZX-2026-0001")
    first = day.a_bid(need, one, 12_000_000)
    day.add("bid.replaced", **{name: first[name] for name in ("need", "bidder", "bid")})
    bids = [day.a_bid(need, one, 11_000_000, seq=2), day.a_bid(need, two, 11_000_000), day.a_bid(need, three, 12_500_000)]
    bids.append(day.a_bid(need, four, 13_000_000, crooked=True))
    gone = day.a_bid(need, five, 10_000_000)
    day.add("bid.withdrawn", **{name: gone[name] for name in ("need", "bidder", "bid")})
    root = day.closing(need, bids)
    ranking = day.a_decision(need, day.opening(need, bids), root)
    declined = day.an_award(ranking[0], need)
    day.add("award.declined", need=need["need"], bidder=declined["bidder"], bid=declined["bid"], silent=False)
    day.service(need, day.an_award(ranking[1], need), "ZX-HT-2026-0001")
    day.a_score(ranking[1]["bidder"], "ZX-HT-2026-0001", need, 5, 4, 5, 3, 4)
    a_suspension(day, five)
    scarce = day.a_need("ZX-2026-0002")
    day.closing(scarce, [day.a_bid(scarce, one, 12_000_000)])
    day.add("need.failed", need=scarce["need"], because="too_few", valid=1)
    again = day.a_need("ZX-2026-0002-2", round=2, first="ZX-2026-0002", notice_days=1, minimum=2)
    bids = [day.a_bid(again, one, 12_000_000)]
    root = day.closing(again, bids)
    ranking = day.a_decision(again, day.opening(again, bids), root)
    day.service(again, day.an_award(ranking[0], again), "ZX-HT-2026-0002")
    rates = {"price_mode": "discount", "floor_rate_bp": 0, "ceiling_rate_bp": 3_000, "floor_fen": None, "minimum": 2}
    cheap = day.a_need("ZX-2026-0003", **rates)
    bids = [day.a_bid(cheap, two, 1_250), day.a_bid(cheap, three, 2_000)]
    amended = {**cheap, "version": 2, "deadline": stamp(day.now + timedelta(days=5)), "material": True, "what": "监测期数"}
    day.key = day.operators_key("ZX-2026-0003 2")
    holders = [{**cheap["trustees"]["set"][0], "pk": day.suite.public_of(day.key)}]
    amended["trustees"] = {**cheap["trustees"], "deadline": amended["deadline"], "set": holders}
    fresh = {name: value for name, value in amended.items() if name not in ("v", "type", "at", "by")}
    amended = day.contribute(day.add("need.amended", **fresh))
    bids = [day.a_bid(amended, two, 1_250, seq=2), day.a_bid(amended, three, 2_000, seq=2)]
    root = day.closing(amended, bids)
    ranking = day.a_decision(amended, day.opening(amended, bids), root)
    day.service(amended, day.an_award(ranking[0], amended), "ZX-HT-2026-0003")
    low_prices(day, [one, two, three, four])
    by_the_book(day, [two, three, four])
    return day


def low_prices(day: History, bidders: list[str]) -> None:
    """A need whose first and second are abnormally low: one explains in vain, is struck, and the second explains well."""
    lines = {"mean_bp": 5_000, "next_bp": 5_000, "ceiling_bp": 4_500}
    need = day.a_need("ZX-2026-0004", low=lines, floor_fen=None)
    prices = zip(bidders, (3_000_000, 8_000_000, 17_000_000, 17_500_000), strict=True)
    bids = [day.a_bid(need, who, fen) for who, fen in prices]
    root = day.closing(need, bids)
    ranking = day.a_decision(need, day.opening(need, bids), root)
    made = day.events[-1]
    first = day.asked(ranking[0], need, accepted=False, because="没有说明人工成本")
    reasons = [{"rule": "bidding.abnormally_low_price_is_explained", "because": "低价说明未被采纳：没有说明人工成本"}]
    day.add("bid.struck", **first, reasons=reasons)
    fallen = {"bidder": first["bidder"], "bid": first["bid"], "because": [reasons[0]["because"]], "was_valid": False}
    day.a_decision_again(need, made, fallen)
    second = day.events[-1]["ranking"][0]
    day.asked(second, need, accepted=True, because="")
    day.until(stamp(day.now + timedelta(days=3)))
    day.service(need, day.an_award(second, need), "ZX-HT-2026-0004")
