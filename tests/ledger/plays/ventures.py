"""Joint ventures: agreed, left, overtaken by a new version; struck for a party in two bids and for a control through a member; and lies about them."""

from datetime import timedelta

from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.start_amendment import start_amendment
from bidding.actions.ventures.leave_venture import leave_venture
from kernel import clock
from tests.ledger.falsifications.catalogue import Event, find
from tests.ledger.plays.record import Record
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import controls, market, ventures

FIRST = 80_000


def _bid(need, *bidders) -> None:
    for yuan, bidder in enumerate(bidders, start=FIRST):
        make.a_sealed_bid(need, bidder, yuan)


def play() -> None:
    """Six struck at the decision, two before the award of another need, whose agreements were made anew for its second version."""
    agencies = [make.a_bidder() for _ in range(12)]
    one, two, three, four, winner, alone, shared, held, holder, *others = agencies
    member = others.pop()
    need = needs.an_open_need(admits_ventures=True)
    left = ventures.a_venture(need, one, others[0])
    leave_venture(actor=others[0], agreement=left.agreement)
    for parties in ((one, alone), (two, shared), (three, shared), (four, held), (winner, member)):
        ventures.a_venture(need, *parties)
    controls.a_control(held, holder)
    _bid(need, one, alone, two, three, four, holder, winner, *others)
    make.pass_the_publicity(make.pass_the_deadline(need))
    buyer = market.a_firm()
    second = needs.an_open_need(buyer, admits_ventures=True, certificate_kinds=["示例资质证书"])
    first_version = ventures.a_venture(second, one, alone, certificates=["示例资质证书"])
    start_amendment(actor=buyer, number=second.number)
    save_need_deadline(actor=buyer, number=second.number, closes_at=needs.in_working_days(7))
    clock.forward(timedelta(hours=1))
    amend_notice(actor=buyer, number=second.number, what_changed="截止推后", knows_it_is_narrow=True)
    first_version.refresh_from_db()
    assert first_version.state == "lapsed"
    certified = [make.a_bidder(certificate="示例资质证书") for _ in range(5)]
    ventures.a_venture(second, certified[0], member, certificates=["示例资质证书"])
    _bid(second, *certified)
    second = make.pass_the_deadline(second)
    controls.a_control(certified[1], member)
    make.pass_the_publicity(second)


RECORD = Record("Joint ventures", play, venture_agreed=8, venture_ended=1, bid_struck=8, award_made=1)
TWICE, AGREED = "every_unit_joins_one_bid", "venture.agreed"


def the_winners(events: list[Event]) -> Event:
    """The agreement behind the award."""
    award = find(events, "award.made")
    return find(events, AGREED, need=award["need"], lead=award["bidder"])


def in_two(events: list[Event], n: int = 0) -> Event:
    """A bid struck because a party of it has joined another one."""
    return [e for e in events if e["type"] == "bid.struck" and TWICE in str(e["reasons"])][n]


@RECORD.lie("has joined another bid too, expected all of them to be struck")
def one_of_two_bids_with_the_same_party_is_not_struck(events):
    events.remove(in_two(events))


@RECORD.lie("stand in a declared control relation with another bidder, expected them to be struck")
def a_control_through_a_member_is_passed_over(events):
    struck = [e for e in events if e["type"] == "bid.struck" and "bidders_do_not_control" in str(e["reasons"])]
    events.remove(struck[0])


@RECORD.lie("where the record shows the rule kept")
def the_agreement_behind_a_strike_is_taken_out(events):
    struck = in_two(events)
    events.remove(
        [e for e in events if e["type"] == AGREED and e["lead"] == struck["bidder"] and e["need"] == struck["need"]][-1]
    )


@RECORD.lie("where the record shows the rule kept")
def the_lone_bid_behind_a_strike_is_taken_out(events):
    struck = in_two(events, 1)
    for e in [e for e in events if e.get("bidder") == struck["bidder"] and e["type"] in ("bid.sealed", "bid.opened")]:
        events.remove(e)


@RECORD.lie("the agreement is not the one that its name says")
def a_member_is_exchanged_after_the_agreement(events):
    the_winners(events)["parties"][1]["org"] = find(events, "org.registered", 0)["org"]


@RECORD.lie("the agreement is not the one that its name says")
def a_share_is_moved_after_the_agreement(events):
    one, two = the_winners(events)["parties"]
    one["share_bp"], two["share_bp"] = one["share_bp"] - 100, two["share_bp"] + 100


@RECORD.lie("expected shares that make a whole")
def the_shares_make_more_than_a_whole(events):
    the_winners(events)["parties"][1]["share_bp"] += 1


@RECORD.lie("expected each party with its code, work, share, certificates and practitioners")
def a_party_does_nothing(events):
    the_winners(events)["parties"][1]["work"] = ""


@RECORD.lie("expected its lead and other units, each once")
def the_lead_is_its_only_member(events):
    agreed = the_winners(events)
    agreed["parties"] = [{**agreed["parties"][0], "share_bp": 10_000}]


@RECORD.lie("expected registered agencies")
def a_member_has_never_joined(events):
    the_winners(events)["parties"][1]["org"] = "91350100M000100Y43"


@RECORD.lie("expected a notice that admits joint ventures")
def the_notice_admits_none(events):
    find(events, "need.published", need=the_winners(events)["need"])["ventures"] = False


@RECORD.lie("expected an agreement for version 2 of the notice")
def an_agreement_for_the_first_version_is_taken_for_the_second(events):
    second = find(events, "need.amended")["need"]
    find(events, AGREED, need=second, version=2)["version"] = 1


@RECORD.lie("expected a party for each certificate of the notice and for no other")
def nobody_takes_on_the_certificate_of_the_notice(events):
    second = find(events, "need.amended")["need"]
    find(events, AGREED, need=second, version=2)["parties"][0]["certificates"] = []


@RECORD.lie("leads a joint venture in this need already")
def a_lead_forms_a_second_one_beside_the_first(events):
    events.remove(find(events, "venture.ended"))


@RECORD.lie("expected a joint venture that stands, left by one of its parties")
def a_stranger_ends_it(events):
    find(events, "venture.ended")["org"] = find(events, "award.made")["bidder"]


@RECORD.lie("expected the agreement before the bid")
def the_agreement_is_made_after_the_bid(events):
    agreed = the_winners(events)
    sealed = find(events, "bid.sealed", need=agreed["need"], bidder=agreed["lead"])
    events.remove(agreed)
    events.insert(events.index(sealed) + 1, {**agreed, "at": sealed["at"]})


@RECORD.lie("expected it to be taken back first")
def a_member_leaves_under_the_bid(events):
    agreed = the_winners(events)
    sealed = find(events, "bid.sealed", need=agreed["need"], bidder=agreed["lead"])
    ended = {"type": "venture.ended", "v": 1, "at": sealed["at"], "org": agreed["parties"][1]["org"]}
    ended |= {name: agreed[name] for name in ("need", "venture", "lead")}
    events.insert(events.index(sealed) + 1, ended)


@RECORD.lie("expected before the deadline")
def the_agreement_is_made_at_the_deadline(events):
    agreed = the_winners(events)
    agreed["at"] = find(events, "need.published", need=agreed["need"])["deadline"]


@RECORD.lie("expected a bid for joint venture (none)")
def a_lone_bid_is_said_to_stand_for_a_joint_venture(events):
    agreed = the_winners(events)
    lone = [e for e in events if e["type"] == "bid.sealed" and e["need"] == agreed["need"] and "venture" not in e]
    lone[0]["venture"] = agreed["venture"]


@RECORD.lie("expected a bid for joint venture")
def the_bid_of_a_joint_venture_is_said_to_be_its_leads_own(events):
    agreed = the_winners(events)
    del find(events, "bid.sealed", need=agreed["need"], bidder=agreed["lead"])["venture"]


@RECORD.lie("may not serve: not registered, suspended or removed")
def a_member_is_suspended_and_its_joint_venture_wins(events):
    award, agreed = find(events, "award.made"), the_winners(events)
    until = award["at"].replace("2026", "2027")
    told = {
        "type": "org.suspended",
        "v": 1,
        "at": award["at"],
        "org": agreed["parties"][1]["org"],
        "until": until,
        "case": "示例",
    }
    events.insert(events.index(award), told)


@RECORD.lie("stands aside: the buyer, or on the avoidance list")
def a_member_stands_on_the_avoidance_list(events):
    agreed = the_winners(events)
    find(events, "need.published", need=agreed["need"])["avoid"] = [agreed["parties"][1]["org"]]
