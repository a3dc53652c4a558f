"""Contracts of joint ventures: signed by the buyer, the lead and every member; lapsed for want of one; ended by the lead; and lies about them."""

from contracts.actions.accept_delivery import accept_delivery
from contracts.actions.deliver_result import deliver_result
from contracts.actions.lapse_contract import lapse_contract
from contracts.actions.terminate_contract import terminate_contract
from kernel import clock
from kernel.actors import SCHEDULER
from tests.ledger.falsifications.catalogue import Event, find, shift
from tests.ledger.plays.record import Record
from tests.makers import contracts
from tests.makers.ventures import a_joint_contract, signed_by


def play() -> None:
    """One is signed by all and served; of one a member never confirms; one is ended."""
    served = a_joint_contract(members=1)
    signed_by(served, served.agency, served.buyer, *served.members)
    deliver_result(actor=served.agency, number=served.number, files=(contracts.A_PDF,))
    accept_delivery(actor=served.buyer, number=served.number)
    lapsed = a_joint_contract(members=2)
    signed_by(lapsed, lapsed.buyer, lapsed.agency, lapsed.members[0])
    clock.set_to(lapsed.contract.sign_by)
    lapse_contract(actor=SCHEDULER, number=lapsed.number)
    ended = a_joint_contract(members=1)
    signed_by(ended, *ended.everybody)
    terminate_contract(actor=ended.agency, number=ended.number, reason="场地不具备条件")


REACHES = {"contract_confirmed": 9, "contract_signed": 2, "contract_lapsed": 1, "contract_terminated": 1, "delivery_accepted": 1}
RECORD = Record("Contracts of joint ventures", play, venture_agreed=3, award_made=3, **REACHES)


def the_members(events: list[Event], n: int = 0) -> Event:
    """A member's confirmation."""
    of_agencies = [e for e in events if e["type"] == "contract.confirmed" and e["side"] == "agency"]
    leads = {e["contract"]: e["bidder"] for e in events if e["type"] == "contract.drawn_up"}
    return [e for e in of_agencies if e["org"] != leads[e["contract"]]][n]


@RECORD.lie("expected both sides on one text, each party of a joint venture too, without it")
def the_lead_signs_for_its_member(events):
    events.remove(the_members(events))


@RECORD.lie("expected both sides on one text, each party of a joint venture too, without it")
def the_lead_lets_its_members_sign_and_never_signs(events):
    lead = find(events, "contract.drawn_up")["bidder"]
    events.remove(find(events, "contract.confirmed", org=lead))


@RECORD.lie("expected one of its side who has not confirmed yet")
def a_stranger_signs_in_the_place_of_a_member(events):
    confirmed, stranger = the_members(events), find(events, "org.registered", -1)["org"]
    confirmed["org"], confirmed["by"] = stranger, {**confirmed["by"], "org": stranger}


@RECORD.lie("expected one of its side who has not confirmed yet")
def the_lead_confirms_again_for_its_member(events):
    confirmed, lead = the_members(events), find(events, "contract.drawn_up")["bidder"]
    confirmed["org"], confirmed["by"] = lead, {**confirmed["by"], "org": lead}


@RECORD.lie("expected one of its side who has not confirmed yet")
def a_member_signs_on_the_side_of_the_buyer(events):
    the_members(events)["side"] = "buyer"


@RECORD.lie("expected one of its side who has not confirmed yet")
def a_member_confirms_twice(events):
    confirmed = the_members(events)
    events.insert(events.index(confirmed), {**confirmed})


@RECORD.lie("expected the word of")
def the_lead_writes_down_the_consent_of_its_member(events):
    confirmed = the_members(events)
    confirmed["by"] = {**confirmed["by"], "org": find(events, "contract.drawn_up")["bidder"]}


@RECORD.lie("another text was confirmed than was drawn up")
def a_member_confirms_another_text(events):
    the_members(events)["terms"] = "ef" * 32


@RECORD.lie("expected the word of")
def a_member_delivers_in_the_place_of_the_lead(events):
    made = find(events, "delivery.made")
    made["by"] = {**made["by"], "org": the_members(events)["org"]}


@RECORD.lie("expected the word of")
def a_member_ends_the_contract(events):
    ended = find(events, "contract.terminated")
    ended["by"] = {**ended["by"], "org": the_members(events, 2)["org"]}


@RECORD.lie("had not confirmed")
def a_contract_lapses_and_the_fault_is_said_to_be_the_buyers(events):
    lapsed = find(events, "contract.lapsed")
    lapsed["buyer_confirmed"], lapsed["agency_confirmed"] = False, True


@RECORD.lie("had not confirmed")
def a_contract_lapses_and_the_fault_is_said_to_be_another_members(events):
    lapsed = find(events, "contract.lapsed")
    lapsed["unconfirmed"] = [the_members(events, 1)["org"]]


@RECORD.lie("lapsed before")
def a_contract_lapses_though_all_have_confirmed(events):
    lapsed = find(events, "contract.lapsed")
    confirmed = {**the_members(events, 1), "org": lapsed["unconfirmed"][0]}
    confirmed["by"] = {**confirmed["by"], "org": confirmed["org"]}
    events.insert(events.index(the_members(events, 1)) + 1, confirmed)


@RECORD.lie("lapsed before")
def a_contract_lapses_before_its_time(events):
    lapsed = find(events, "contract.lapsed")
    early = find(events, "contract.drawn_up", contract=lapsed["contract"])
    early["sign_by"] = shift(early["sign_by"], days=1)
