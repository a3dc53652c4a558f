"""The bugs that working systems had (the negative cases of the law), planted one by one."""

from tests.mutants.mutant import AWARD, BY_AVERAGE_OR_DRAW, DECIDE, VECTORS, Mutant


def _seen(bug: str, where: str, old: str, new: str, *killers: str) -> Mutant:
    return Mutant("seen", bug, where, old, new, killers)


NEGATIVE_CASES = (
    _seen(
        '"lowest price" sorted descending',
        "bidding.methods.offers:standing_of",
        'value if case.mode == "amount" else -value',
        '-value if case.mode == "amount" else value',
        VECTORS,
    ),
    _seen(
        "the average compared with bids instead of distances",
        "bidding.methods.average_price.decide:decide",
        "abs(quoted(case, offer) - mean)",
        "Fraction(quoted(case, offer))",
        f"{BY_AVERAGE_OR_DRAW}test_the_average_is_compared_with_distances_and_not_with_bids",
        f"{BY_AVERAGE_OR_DRAW}test_site_and_verifier_decide_as_the_vector_says",
    ),
    _seen(
        "a tie loop that skips the last bidder",
        "bidding.methods.equals:in_order",
        "for bidder in came.order]",
        "for bidder in came.order[:-1]]",
        VECTORS,
    ),
    _seen(
        "the opening-time test inverted",
        "bidding.rules.opening:deadline_has_passed",
        "facts.now >= facts.closes_at",
        "facts.now < facts.closes_at",
        f"{DECIDE}test_a_need_is_not_closed_a_microsecond_early",
    ),
    _seen(
        "bidding that drives the price up",
        "bidding.methods.live_rounds.steps:allowed",
        "return floor, lowest_fen - terms.step_fen",
        "return floor, lowest_fen + terms.step_fen",
        "tests/methods/test_live_rounds.py::test_the_prices_allowed_are_as_the_table_says",
    ),
    _seen(
        "prices compared as whole numbers of 万元",
        "bidding.methods.offers:standing_of",
        'value if case.mode == "amount"',
        'value // 1_000_000 if case.mode == "amount"',
        VECTORS,
    ),
    _seen(
        "prices taken as strings",
        "bidding.methods.offers:_whole",
        "type(value) is not int",
        "False",
        "tests/methods/test_sealed_price.py::test_a_number_that_is_not_whole_is_refused",
    ),
    _seen(
        "an unseeded draw that nobody can repeat",
        "draws.draw:draw_seed",
        'hashlib.new(digest, b"".join(parts)).digest()',
        '__import__("os").urandom(32)',
        VECTORS,
    ),
    _seen(
        "no sign-ups leaving the need hanging",
        "bidding.rules.opening:participants_are_enough",
        "facts.participants >= facts.minimum",
        "facts.participants >= facts.minimum or facts.participants == 0",
        f"{DECIDE}test_nobody_at_either_notice_ends_as_failed",
    ),
    _seen(
        "a status guard commented out",
        "trigger:a_closed_need_never_opens",
        "RAISE EXCEPTION",
        "RETURN NEW; RAISE EXCEPTION",
        "tests/mutants/killers.py::test_a_closed_need_never_opens_again_whatever_the_clock_says",
    ),
    _seen(
        "no lock between reading and inserting",
        "trigger:a_bid_comes_before_the_deadline",
        "IF pg_advisory_xact_lock_shared(1001, NEW.need_id::int) IS NULL THEN RETURN NULL; END IF;",
        "",
        "tests/races/test_deadline.py::test_a_bid_stamped_in_time_whose_commit_comes_after_the_deadline_is_in_the_frozen_list",
    ),
    _seen(
        "inactive re-bids still ranked",
        "bidding.reads.bids:sealed_bids",
        "state=BidState.SEALED",
        'state__in=["sealed", "replaced"]',
        "tests/mutants/killers.py::test_a_replaced_bid_is_in_no_list",
    ),
    _seen(
        "bids that were struck still ranked",
        "bidding.methods.sealed_price.decide:decide",
        "if not why[offer.bid]]\n",
        "]\n",
        VECTORS,
    ),
    _seen(
        "a scheduler branch left empty",
        "bidding.due:decline_silent",
        "return _each(numbers, lambda number: decline_award(actor=SCHEDULER, number=number).state == AwardState.DECLINED)",
        "return 0",
        f"{AWARD}test_silence_declines_and_nobody_left_ends_the_need",
    ),
    _seen(
        "a feed that loses an item between two commits",
        "ledger.sequencer:sequence_batch",
        "cursor.execute(_ORDER, [limit, begun])",
        'cursor.execute(_ORDER.replace("WHERE id <=", "WHERE id > (SELECT coalesce(max(pending_id), 0)'
        ' FROM ledger_entry) AND id <="), [limit, begun])',
        "tests/mutants/killers.py::test_an_event_that_commits_after_a_later_one_is_not_lost",
    ),
    _seen(
        "an error swallowed by the scheduler",
        "kernel.tick:_one",
        "log.exception",
        "log.debug",
        "tests/actions/test_tick.py::test_a_function_at_fault_is_logged_and_stops_no_other",
    ),
)
