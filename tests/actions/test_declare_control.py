"""Who controls an agency: declared, admitted with it, on the record, ended."""

from datetime import timedelta

import pytest

from agencies import actions
from agencies.reads import controllers_of
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from tests.actions.test_agencies_registration import recorded
from tests.makers import agencies as make
from tests.makers import controls, market
from tests.makers.controls import PARENT


def test_a_member_declares_and_takes_back_on_the_record_at_once(at_ten) -> None:
    actor = make.an_agency()
    control = controls.a_control(actor, PARENT)
    (fact,) = recorded("control.declared")
    told = {name: fact[name] for name in ("org", "controller", "controller_name", "kind", "share_bp")}
    assert told == {
        "org": actor.uscc,
        "controller": PARENT,
        "controller_name": control.controller_name,
        "kind": "share",
        "share_bp": 5_100,
    }
    assert controllers_of([actor.uscc]) == {actor.uscc: frozenset({PARENT})}
    actions.drop_control(actor=actor, control_id=control.pk)
    (ended,) = recorded("control.ended")
    assert (ended["controller"], ended["kind"]) == (PARENT, "share")
    assert controllers_of([actor.uscc]) == {}


def test_an_application_declares_nothing_in_public_until_it_is_admitted(at_ten) -> None:
    actor = make.an_agency(standing="unlisted")
    controls.a_control(actor, PARENT, kind="management")
    assert recorded("control.declared") == []
    assert controllers_of([actor.uscc]) == {}
    registration = actions.submit_registration(actor=actor)
    official = market.acting_for(market.an_organisation("operator", region=registration.agency.organisation.region))
    actions.admit_registration(actor=official, registration_id=registration.pk)
    (fact,) = recorded("org.registered")
    assert [(each["controller"], each["kind"], each["share_bp"]) for each in fact["controllers"]] == [
        (PARENT, "management", None)
    ]
    assert controllers_of([actor.uscc]) == {actor.uscc: frozenset({PARENT})}


def test_what_was_declared_before_a_removal_ends_when_it_registers_anew(at_ten) -> None:
    actor = make.an_agency()
    controls.a_control(actor, PARENT)
    until = clock.now() + timedelta(days=730)
    actions.remove_agency(actor=SCHEDULER, agency_uscc=actor.uscc, until=until, case=make.CASE)
    assert controllers_of([actor.uscc]) == {actor.uscc: frozenset({PARENT})}
    clock.set_to(make.the_agency(actor).barred_until)
    actions.start_registration(actor=actor)
    (ended,) = recorded("control.ended")
    assert ended["controller"] == PARENT
    assert controllers_of([actor.uscc]) == {}


def test_controllers_of_controllers_are_found_and_no_further(at_ten) -> None:
    one, two, three = (make.an_agency() for _ in range(3))
    controls.a_control(one, two)
    controls.a_control(two, three)
    controls.a_control(three, PARENT)
    assert controllers_of([one.uscc]) == {one.uscc: frozenset({two.uscc}), two.uscc: frozenset({three.uscc})}


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"controller_uscc": PARENT[:-1] + "0"}, "agencies.controller_has_a_genuine_code"),
        ({"share_bp": None}, "agencies.share_goes_with_a_holding"),
        ({"kind": "management"}, "agencies.share_goes_with_a_holding"),
    ],
)
def test_a_refused_declaration_changes_nothing(at_ten, said, rule) -> None:
    actor = make.an_agency()
    whole = {"controller_name": "示例集团", "controller_uscc": PARENT, "kind": "share", "share_bp": 5_100}
    with pytest.raises(RulesBroken) as refused:
        actions.declare_control(actor=actor, **{**whole, **said})
    assert refused.value.names == (rule,)
    assert not make.the_agency(actor).controllers.exists()
    assert recorded("control.declared") == []


def test_nobody_declares_itself_or_the_same_twice_in_any_spelling(at_ten) -> None:
    actor = make.an_agency()
    with pytest.raises(RulesBroken) as refused:
        controls.a_control(actor, actor)
    assert refused.value.names == ("agencies.controller_is_another_unit",)
    controls.a_control(actor, PARENT)
    with pytest.raises(RulesBroken) as refused:
        controls.a_control(actor, f" {PARENT[:9]} {PARENT[9:].lower()}")
    assert refused.value.names == ("agencies.control_is_new",)
    controls.a_control(actor, PARENT, kind="management")
    assert make.the_agency(actor).controllers.count() == 2


def test_only_the_agency_itself_declares_and_drops(at_ten) -> None:
    actor, other = make.an_agency(), make.an_agency()
    control = controls.a_control(actor, PARENT)
    with pytest.raises(NotFound):
        actions.drop_control(actor=other, control_id=control.pk)
    with pytest.raises(NotForYou):
        controls.a_control(market.a_firm(), PARENT)
    assert make.the_agency(actor).controllers.get() == control
