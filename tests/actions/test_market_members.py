"""Registering, inviting, joining, leaving."""

from datetime import timedelta

import pytest

from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER, VISITOR, Actor, ActorKind
from kernel.rulebook import RulesBroken
from ledger.models import Pending, Private
from market.actions.accept_invitation import accept_invitation
from market.actions.end_membership import end_membership
from market.actions.invite_member import invite_member
from market.actions.register_organisation import register_organisation
from market.models import Invitation, Membership, Organisation
from market.reads import actor_from, members_of, memberships_of
from tests.makers import market as make


def newcomer() -> Actor:
    return Actor(ActorKind.VISITOR, person_id=make.a_person().pk)


def register(actor: Actor, **changes: object) -> Organisation:
    make.a_city()
    fields = {
        "uscc": "９１３５０１００ｍ０００１００ｙ４３",
        "name": "漯河绿源环保有限公司",
        "kind": "agency",
        "region_code": "410300",
    }
    return register_organisation(actor=actor, **(fields | changes))


def test_one_who_registers_becomes_its_manager(at_ten) -> None:
    actor = newcomer()
    unit = register(actor)
    assert (unit.uscc, unit.initials, unit.created_at) == ("91350100M000100Y43", "lhlyhbyxgs", at_ten)
    (membership,) = memberships_of(actor.person_id)
    assert membership.roles == ["manage", "bid", "sign"]
    body = Pending.objects.get().body
    assert '"type":"organisation.entered"' in body
    assert '"org":"91350100M000100Y43"' in body
    assert not Private.objects.exists()


def test_a_wrong_code_changes_nothing(at_ten) -> None:
    with pytest.raises(RulesBroken) as refused:
        register(newcomer(), uscc="91350100M000100Y44")
    assert refused.value.names == ("market.code_passes_both_checks",)
    assert not Organisation.objects.filter(name="漯河绿源环保有限公司").exists()
    assert not Pending.objects.exists()


def test_the_same_code_registers_once(at_ten) -> None:
    register(newcomer())
    with pytest.raises(RulesBroken) as refused:
        register(newcomer(), name="另一个名字")
    assert refused.value.names == ("market.organisation_registers_once",)


def test_nobody_poses_as_a_department_but_the_operator_enters_one(at_ten) -> None:
    with pytest.raises(RulesBroken):
        register(newcomer(), kind="department")
    unit = register(make.an_operator(), kind="department")
    assert unit.pays_with_public_money
    assert members_of(unit.pk, at=clock.now()) == []
    assert register(SCHEDULER, kind="regulator", uscc=make.a_uscc("11")).kind == "regulator"


def test_a_visitor_registers_nothing(at_ten) -> None:
    with pytest.raises(NotForYou):
        register(VISITOR)


def test_a_link_joins_once_and_within_seven_days(at_ten) -> None:
    boss = make.a_firm()
    token = invite_member(actor=boss, roles=["sign", "buy"])
    assert not Invitation.objects.filter(token_hash=token).exists()
    membership = accept_invitation(actor=newcomer(), token=token)
    assert membership.roles == ["buy", "sign"]
    assert actor_from(membership).uscc == boss.uscc
    with pytest.raises(NotFound):
        accept_invitation(actor=newcomer(), token=token)
    late = invite_member(actor=boss, roles=["buy"])
    clock.forward(timedelta(days=7))
    with pytest.raises(NotFound):
        accept_invitation(actor=newcomer(), token=late)


def test_a_member_who_accepts_again_keeps_the_old_roles(at_ten) -> None:
    boss = make.a_firm()
    colleague = newcomer()
    accept_invitation(actor=colleague, token=invite_member(actor=boss, roles=["buy"]))
    membership = accept_invitation(actor=colleague, token=invite_member(actor=boss, roles=["pay"]))
    assert membership.roles == ["buy", "pay"]
    assert Membership.objects.filter(organisation_id=boss.organisation_id).count() == 2


def test_only_a_manager_invites_and_only_into_the_own_organisation(at_ten) -> None:
    unit = make.an_organisation()
    for stranger in (make.acting_for(unit, "buy"), make.an_operator()):
        if stranger.kind is ActorKind.OPERATOR:
            assert invite_member(actor=stranger, roles=["buy"], organisation=unit)
            continue
        with pytest.raises(NotForYou):
            invite_member(actor=stranger, roles=["buy"])
    with pytest.raises(NotForYou):
        invite_member(actor=make.a_firm(), roles=["buy"], organisation=unit)
    with pytest.raises(NotFound):
        invite_member(actor=newcomer(), roles=["buy"])


def test_a_membership_ends_but_the_last_manager_stays(at_ten) -> None:
    boss = make.a_firm()
    colleague = newcomer()
    joined = accept_invitation(actor=colleague, token=invite_member(actor=boss, roles=["buy"]))
    clock.forward(timedelta(hours=1))
    end_membership(actor=boss, membership_id=joined.pk)
    assert memberships_of(colleague.person_id) == []
    (own,) = members_of(boss.organisation_id, at=clock.now())
    with pytest.raises(RulesBroken) as refused:
        end_membership(actor=boss, membership_id=own.pk)
    assert refused.value.names == ("market.organisation_keeps_a_manager",)


def test_a_foreign_membership_is_not_found(at_ten) -> None:
    foreign = make.a_membership(make.an_organisation())
    with pytest.raises(NotFound):
        end_membership(actor=make.a_firm(), membership_id=foreign.pk)
    assert Membership.objects.get(pk=foreign.pk).until is None
