"""Direct choices re-derived: chosen, given back, chosen again, and ended in time, from the export alone; each lie is named."""

from datetime import timedelta

from bidding import due
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.notices.cancel_need import cancel_need
from bidding.states import CancelReason, Funding
from kernel import clock
from market.models import RegionalTerm
from tests.ledger.falsifications.catalogue import find, shift
from tests.ledger.falsifications.ends_and_notices import with_a_table
from tests.ledger.plays.record import Record
from tests.makers import bids as make
from tests.makers import choices, market


def play() -> None:
    """One that declines and another that confirms; fiscal money with its reason; nobody in time; a need that is given up when its choice is reopened."""
    first, second = make.a_bidder(), make.a_bidder()
    need = choices.a_choice(agency=first, reason="熟悉资料")
    clock.forward(timedelta(hours=1))
    decline_award(actor=first, number=need.number, reason="人手不足")
    choices.a_choice(need, second)
    clock.forward(timedelta(minutes=1))
    confirm_award(actor=second, number=need.number)
    market.the_province()
    RegionalTerm.objects.filter(name="direct_fiscal_fen").update(value=5_000_000)
    choices.a_choice(choices.a_need_to_choose_for(funding=Funding.FISCAL, ceiling_fen=5_000_000), reason="已有勘测成果")
    left = choices.a_need_to_choose_for()
    clock.set_to(left.choose_by)
    due.end_unchosen_due()
    given_up = choices.a_choice(agency=first)
    decline_award(actor=first, number=given_up.number)
    cancel_need(actor=choices.buyer_of(given_up), number=given_up.number, reason=CancelReason.BUDGET_LOST)


RECORD = Record("Direct choices", play, agency_chosen=4, choice_reopened=2, need_failed=1, need_cancelled=1)


@RECORD.lie("the ranking does not follow from the bids")
def another_is_awarded_than_was_chosen(events):
    ranking = find(events, "decision.made")["ranking"]
    ranking[0]["bidder"] = find(events, "agency.chosen", 1)["bidder"]


@RECORD.lie("it.chosen.reason")
def the_reason_is_changed_after_the_fact(events):
    find(events, "decision.made")["case"]["chosen"]["reason"] = "价格最低"


@RECORD.lie("it.ceiling_fen")
def the_price_is_raised(events):
    decided = find(events, "decision.made")
    decided["case"]["ceiling_fen"] = decided["ranking"][0]["amount_fen"] = 11_000_000


@RECORD.lie("was chosen before and did not take it")
def whoever_declined_is_chosen_again(events):
    find(events, "agency.chosen", 1)["bidder"] = find(events, "agency.chosen")["bidder"]


@RECORD.lie("it.gone")
def whoever_declined_is_left_out_of_the_case(events):
    find(events, "decision.made", 1)["case"]["gone"] = []


@RECORD.lie("expected need")
def the_notice_is_dropped(events):
    events.remove(find(events, "need.published"))


@RECORD.lie("a department never chooses directly")
def the_buyer_is_a_department(events):
    find(events, "need.published")["buyer_kind"] = "department"


@RECORD.lie("expected the reason of the choice")
def fiscal_money_is_spent_without_a_reason(events):
    find(events, "agency.chosen", 2)["reason"] = " "


@RECORD.lie("expected publicity_ends whole days after")
def fiscal_money_is_spent_without_a_publicity(events):
    decided = find(events, "decision.made", 2)
    decided["publicity_ends"] = decided["at"]


@RECORD.lie("stands aside: the buyer, or on the avoidance list")
def the_chosen_is_on_the_avoidance_list(events):
    find(events, "need.published")["avoid"] = [find(events, "agency.chosen")["bidder"]]


@RECORD.lie("may not serve: not registered, suspended or removed")
def the_chosen_never_joined(events):
    events.remove(find(events, "org.registered", org=find(events, "agency.chosen")["bidder"]))


@RECORD.lie("expected before")
def the_choice_comes_late(events):
    notice = find(events, "need.published")
    notice["deadline"] = shift(find(events, "agency.chosen")["at"], seconds=0)


@RECORD.lie("decided before an agency was chosen")
def the_choice_is_left_out(events):
    events.remove(find(events, "agency.chosen"))


@RECORD.lie("is decided, expected choosing")
def the_declining_is_hushed_up(events):
    events.remove(find(events, "choice.reopened"))


@RECORD.lie("which the record does not show")
def one_that_declined_is_said_to_be_unable(events):
    again = find(events, "choice.reopened")
    again.update(because="unable", reasons=[{"rule": "bidding.certificates_last_through_the_service", "because": "x"}])


@RECORD.lie("expected choose_by whole days after")
def the_new_period_is_shortened_by_an_hour(events):
    again = find(events, "choice.reopened")
    again["choose_by"] = shift(again["choose_by"], hours=-1)


@RECORD.lie("expected not_chosen where a buyer let the time for its choice pass")
def a_need_is_ended_before_its_time(events):
    failed = find(events, "need.failed")
    failed["at"] = shift(failed["at"], seconds=-1)


@RECORD.lie("expected a stated price, found none")
def no_price_is_stated(events):
    find(events, "need.published")["price_mode"] = "amount"


@RECORD.lie("expected one notice and no keys where nothing is sealed")
def keys_are_named_where_nothing_is_sealed(events):
    find(events, "need.published")["trustees"] = {"t": 1}


@RECORD.lie("is chosen already, expected the choice to be reopened first")
def another_is_chosen_before_the_choice_is_reopened(events):
    chosen = find(events, "agency.chosen")
    first = {**chosen, "bidder": find(events, "agency.chosen", 1)["bidder"]}
    events.insert(events.index(chosen), first)


@RECORD.lie("revoked, expected a contract that lapsed or was terminated")
def an_award_is_revoked_and_said_to_be_declined(events):
    declined = find(events, "award.declined")
    del declined["silent"]
    declined.update(type="award.revoked", because="x", by={"kind": "system"})


@RECORD.lie("expected choose_by at least 30 days after")
def the_new_period_is_shorter_than_the_table(events):
    with_a_table(events, find(events, "choice.reopened"), choice_days=30)


@RECORD.lie("expected rules of who may serve")
def one_is_unable_for_a_rule_that_is_none(events):
    again = find(events, "choice.reopened")
    again.update(because="unable", reasons=[{"rule": "bidding.we_do_not_like_it", "because": "x"}])
