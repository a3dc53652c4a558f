"""The planted bugs: each changes one place of the product, and the tests named beside it must then fail.

`seen` is the line of the law's negative cases (bugs that working systems had) or the number of an invariant.
"""

from dataclasses import dataclass

VECTORS = "tests/methods/test_sealed_price.py::test_the_decision_is_the_one_in_the_vector"
BY_AVERAGE_OR_DRAW = "tests/methods/test_average_and_draw.py::"
SUBMIT = "tests/actions/test_submit_bid.py::"
DECIDE = "tests/actions/test_decide_need.py::"
AWARD = "tests/actions/test_award_need.py::"
PAY = "tests/actions/test_payments.py::"
SEQUENCER = "tests/ledger/test_sequencer.py::"


@dataclass(frozen=True)
class Mutant:
    """`where` is "module:function", "module:rule", "trigger:name" or "constraint:name"; `old` becomes `new` in its text.

    A constraint has no text to change: it is dropped.
    """

    seen: str
    bug: str
    where: str
    old: str
    new: str
    killers: tuple[str, ...]

    @property
    def name(self) -> str:
        """For the run's output."""
        return f"{self.seen}: {self.bug}"


def _seen(bug: str, where: str, old: str, new: str, *killers: str) -> Mutant:
    return Mutant("seen", bug, where, old, new, killers)


NEGATIVE_CASES = (
    _seen(
        '"lowest price" sorted descending',
        "bidding.methods.sealed_price.decide:standing_of",
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
        "for bidder in order]",
        "for bidder in order[:-1]]",
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
        "bidding.methods.live_rounds.steps:highest_allowed",
        "lowest_fen - terms.step_fen",
        "lowest_fen + terms.step_fen",
        "tests/methods/test_live_rounds.py::test_the_highest_allowed_price_is_as_the_table_says",
    ),
    _seen(
        "prices compared as whole numbers of 万元",
        "bidding.methods.sealed_price.decide:standing_of",
        'value if case.mode == "amount"',
        'value // 1_000_000 if case.mode == "amount"',
        VECTORS,
    ),
    _seen(
        "prices taken as strings",
        "bidding.methods.sealed_price.case:_whole",
        "type(value) is not int",
        "False",
        "tests/methods/test_sealed_price.py::test_a_number_that_is_not_whole_is_refused",
    ),
    _seen(
        "an unseeded draw that nobody can repeat",
        "draws.draw:draw_seed",
        'hashlib.sha256(b"".join(parts)).digest()',
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
        "PERFORM pg_advisory_xact_lock_shared(1001, NEW.need_id::int);",
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
        "cursor.execute(_TAKE, [limit])",
        'cursor.execute(_TAKE.replace("FROM ledger_pending ORDER", "FROM ledger_pending WHERE id > (SELECT'
        ' coalesce(max(pending_id), 0) FROM ledger_entry) ORDER"), [limit])',
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

INVARIANTS = (
    Mutant(
        "I1",
        "a need is closed, and so awarded, before its deadline",
        "bidding.rules.opening:deadline_has_passed",
        "facts.now >= facts.closes_at",
        "True",
        (f"{DECIDE}test_a_need_is_not_closed_a_microsecond_early",),
    ),
    Mutant(
        "I2",
        "two live awards of a need",
        "constraint:one_live_award",
        "",
        "",
        ("tests/house/test_planted_bugs.py::test_a_second_award_beside_the_first_breaks_the_constraint",),
    ),
    Mutant(
        "I3",
        "the award goes to the last in order",
        "bidding.reads.results:next_in_order",
        "in decision.ranking:",
        "in reversed(decision.ranking):",
        ("tests/mutants/killers.py::test_the_first_in_order_is_offered_the_award",),
    ),
    Mutant(
        "I3",
        "the draw in the order of arrival",
        "bidding.methods.random_draw.decide:decide",
        "drawn_order(seed, valid)",
        "list(valid)",
        (
            f"{BY_AVERAGE_OR_DRAW}test_ten_thousand_sign_ups_are_each_drawn_once",
            f"{BY_AVERAGE_OR_DRAW}test_site_and_verifier_decide_as_the_vector_says",
        ),
    ),
    Mutant(
        "I4",
        "a bid that is sent twice is refused or stored twice",
        "bidding.actions.submit_bid:_submit",
        "if bid.envelope_hash == name:",
        "if False:",
        (f"{SUBMIT}test_the_same_envelope_twice_is_one_bid_with_one_receipt",),
    ),
    Mutant(
        "I5",
        "a suspended agency wins",
        "bidding.rules.submission:agency_is_able_to_serve",
        "facts.is_able_to_serve",
        "True",
        (f"{AWARD}test_a_winner_suspended_before_the_award_is_passed_over",),
    ),
    Mutant(
        "I6",
        "payments pass the contract",
        "trigger:payments_stay_within_the_contract",
        "RAISE EXCEPTION",
        "RAISE NOTICE",
        (f"{PAY}test_the_database_refuses_a_second_live_payment_and_one_over_the_contract",),
    ),
    Mutant(
        "I8",
        "an invoice without acceptance",
        "payments.rules.paying:payment_follows_acceptance",
        "return ",
        "return True or ",
        (f"{PAY}test_nothing_is_invoiced_before_acceptance", "tests/rules/test_payment_rules.py::test_paying"),
    ),
    Mutant(
        "I9",
        "a change without its event in the record",
        "ledger.record:record",
        "(pending_id,) = _PENDING.insert(body=raw.decode(), at=at)",
        "pending_id = 0",
        ("tests/ledger/test_record.py::test_an_event_waits_in_canonical_form_with_its_time_and_its_actor",),
    ),
    Mutant(
        "I10",
        "a bid at the very deadline is in time",
        "trigger:a_bid_comes_before_the_deadline",
        "OR NEW.at >= open_need.closes_at",
        "OR NEW.at > open_need.closes_at",
        ("tests/mutants/killers.py::test_the_database_alone_refuses_a_bid_at_the_very_deadline",),
    ),
    Mutant(
        "I10",
        "a bid keeps its amount beside the envelope before the opening",
        "constraint:sealed_bid_says_nothing",
        "",
        "",
        ("tests/mutants/killers.py::test_a_sealed_bid_can_not_say_its_amount",),
    ),
    Mutant(
        "I11",
        "an entry of the record is changed",
        "trigger:entry_stays",
        "RAISE EXCEPTION",
        "RAISE NOTICE",
        (f"{SEQUENCER}test_what_is_on_the_record_is_never_changed_not_even_by_raw_sql",),
    ),
    Mutant(
        "I11",
        "a checkpoint does not contain the one before",
        "ledger.sequencer:sequence_batch",
        "[bytes(each) for each in last.range] if last else []",
        "[]",
        (f"{SEQUENCER}test_each_checkpoint_is_the_beginning_of_each_later_one",),
    ),
    Mutant(
        "I12",
        "late news undoes money that arrived",
        "payments.actions.note_payment:note_payment",
        "payment.state not in _FINAL and",
        "",
        (f"{PAY}test_money_that_arrived_never_un_arrives",),
    ),
    Mutant(
        "I13",
        "the score is no longer the fold of its facts",
        "ratings.rules.formula:rounded_half_up_to_centi",
        "Fraction(1, 2)",
        "0",
        ("tests/ratings/test_formula.py::test_rounding_is_half_up_to_a_hundredth",),
    ),
    Mutant(
        "I14",
        "an agency that does not offer the service wins",
        "bidding.rules.submission:agency_offers_the_service",
        "facts.offers_the_service",
        "True",
        (f"{SUBMIT}test_every_broken_rule_is_named_at_once",),
    ),
    Mutant(
        "I15",
        "who opened a case or is tied decides it",
        "ratings.rules.exit:official_is_free_to_decide",
        "not (facts.official_opened_it or facts.official_is_tied or facts.official_has_voted)",
        "True",
        (
            "tests/ratings/test_exit.py::test_one_official_never_decides_alone_and_never_twice",
            "tests/ratings/test_exit.py::test_who_opened_the_case_or_belongs_to_a_party_does_not_decide_it",
        ),
    ),
    Mutant(
        "I17",
        "the record does not say who acted",
        "ledger.record:record",
        '"by": dict(actor.public())',
        '"by": {}',
        ("tests/ledger/test_record.py::test_an_event_waits_in_canonical_form_with_its_time_and_its_actor",),
    ),
    Mutant(
        "I18",
        "a late step puts the end off without limit",
        "bidding.methods.live_rounds.steps:end_after",
        " or extensions >= terms.extensions",
        "",
        ("tests/methods/test_live_rounds.py::test_a_step_in_the_last_half_minute_puts_the_end_off_at_most_five_times",),
    ),
)

MUTANTS = NEGATIVE_CASES + INVARIANTS
WITHOUT_CODE = {
    "mixed criteria ranked by raw price": "tests/methods/test_quality_and_price.py holds the vectors; no mutant here yet",
    "I7 open reserves and contracts are what the budget has reserved": "the room `budgets` has no code yet",
    "I16 the search index is a projection of the tables": "seen by tests/search (needs Elasticsearch), without a mutant here",
}
