"""Control relations: declared in an application and afterwards, ended, struck for before a decision and after it; and lies about them."""

from datetime import timedelta

from agencies import actions
from kernel import clock
from tests.ledger.falsifications.catalogue import find
from tests.ledger.plays.record import Record
from tests.makers import agencies, controls, market
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers.controls import ORGAN, PARENT

AMOUNTS = (80_000, 81_000, 82_000, 83_000, 84_000, 85_000)


def play() -> None:
    """Two struck at the decision (one declared in its application, through a third), two more after it, an organ above all."""
    application = agencies.a_full_application(name="示例甲")
    controls.a_control(application, PARENT, kind="management")
    registration = actions.submit_registration(actor=application)
    official = market.acting_for(market.an_organisation("operator", region=registration.agency.organisation.region))
    actions.admit_registration(actor=official, registration_id=registration.pk)
    between, bidders = make.a_bidder(), [application, *(make.a_bidder() for _ in range(5))]
    controls.a_control(bidders[1], between)
    controls.a_control(between, PARENT)
    for bidder in bidders[2:]:
        controls.a_control(bidder, ORGAN)
    ended = controls.a_control(bidders[2], bidders[5])
    actions.drop_control(actor=bidders[2], control_id=ended.pk)
    need = needs.an_open_need()
    for yuan, bidder in zip(AMOUNTS, bidders, strict=True):
        make.a_sealed_bid(need, bidder, yuan)
    need = make.pass_the_deadline(need)
    need = make.pass_the_publicity(need)
    second = needs.an_open_need()
    for yuan, bidder in zip(AMOUNTS, bidders[::-1], strict=True):
        make.a_sealed_bid(second, bidder, yuan)
    second = make.pass_the_deadline(second)
    need.refresh_from_db()
    clock.forward(timedelta(hours=1))
    controls.a_control(bidders[4], bidders[5])
    make.pass_the_publicity(second)


RECORD = Record("Control relations", play, control_declared=8, control_ended=1, bid_struck=6, award_made=1)


@RECORD.lie("where the record shows the rule kept")
def the_declaration_behind_a_strike_is_taken_out(events):
    events.remove(find(events, "control.declared", controller=PARENT))


@RECORD.lie("where the record shows the rule kept")
def a_controller_is_taken_out_of_a_registration(events):
    find(events, "org.registered", name="示例甲")["controllers"].clear()


@RECORD.lie("where the record shows the rule kept")
def a_control_is_said_to_have_ended_before_the_decision(events):
    declared = find(events, "control.declared", controller=PARENT)
    kept = {name: declared[name] for name in ("v", "at", "org", "controller", "kind")}
    events.insert(events.index(declared) + 1, {**kept, "type": "control.ended"})


@RECORD.lie("where the record shows the rule kept")
def the_common_controller_turns_out_to_be_a_state_organ(events):
    for told in [
        find(events, "control.declared", controller=PARENT),
        *find(events, "org.registered", name="示例甲")["controllers"],
    ]:
        told["controller"] = ORGAN


@RECORD.lie("stand in a declared control relation with another bidder, expected them to be struck")
def a_strike_is_left_out_and_the_need_decided_with_the_struck(events):
    events.remove(find(events, "bid.struck", 0))


@RECORD.lie("stand in a declared control relation with another bidder, expected them to be struck")
def two_turn_out_to_be_related_before_the_award_and_keep_their_places(events):
    award = find(events, "award.made")
    order = [e for e in events[: events.index(award)] if e["type"] == "decision.made" and e["need"] == award["need"]][-1][
        "ranking"
    ]
    one, two = order[1]["bidder"], order[2]["bidder"]
    told = {"type": "control.declared", "v": 1, "at": award["at"], "org": one, "controller": two}
    told |= {"controller_name": "示例", "kind": "share", "share_bp": 5_100}
    events.insert(events.index(award), told)


@RECORD.lie("expected a control that")
def a_control_ends_that_nobody_declared(events):
    ended = find(events, "control.ended")
    ended["controller"] = PARENT


@RECORD.lie("expected a holding with its share in ten-thousandths")
def a_share_above_the_whole_is_declared(events):
    find(events, "control.declared", share_bp=5_100)["share_bp"] = 10_001


@RECORD.lie("expected another unit than")
def a_control_is_declared_twice(events):
    declared = find(events, "control.declared")
    events.insert(events.index(declared) + 1, {**declared, "controller_name": "又名"})


@RECORD.lie("expected a registered agency")
def somebody_who_is_no_agency_declares(events):
    find(events, "control.declared")["org"] = "91350100M000100Y43"


@RECORD.lie("expected the code of the controller")
def a_registration_names_no_code(events):
    find(events, "org.registered", name="示例甲")["controllers"][0]["controller"] = 7
