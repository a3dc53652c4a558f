"""Declare who controls the agency."""

from __future__ import annotations

from django.db import transaction

from agencies import reads
from agencies.actions.parts.task import open_task
from agencies.models import DeclaredControl
from agencies.rules.control import TO_DECLARE_CONTROL, ControlFacts
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from market.codes import as_code, code_fault


@transaction.atomic
def declare_control(
    *, actor: Actor, controller_name: str, controller_uscc: str, kind: str, share_bp: int | None = None
) -> DeclaredControl:
    """Declare a unit that controls the agency: published, and checked among the sign-ups of each need.

    Args:
        actor: who manages the agency.
        controller_name: the unit's name.
        controller_uscc: its unified social credit code, as typed.
        kind: a value of `ControlKind`.
        share_bp: the share that it holds, in ten-thousandths of the whole; None for a relation of management.

    Raises:
        RulesBroken: for a false code, the agency itself, a share that is none, or what is declared already.
    """
    reads.lock_relations()
    opened = open_task(actor)
    code = as_code(controller_uscc)
    known = opened.agency.controllers.filter(controller_uscc=code, kind=kind).exists()
    facts = ControlFacts(code, code_fault(code), actor.uscc, kind, share_bp, known)
    check(TO_DECLARE_CONTROL, facts, on=clock.day_of(opened.at))
    control = DeclaredControl.objects.create(
        agency=opened.agency,
        controller_uscc=code,
        controller_name=controller_name.strip(),
        kind=kind,
        share_bp=share_bp,
        declared_at=opened.at,
    )
    opened.done("ties", ties_declared=True)
    if opened.is_public:
        record(actor, "control.declared", {"org": actor.uscc, **reads.told_of_control(control)})
    return control


@transaction.atomic
def drop_control(*, actor: Actor, control_id: int) -> None:
    """Take back a control that has ended; the record keeps that it was declared."""
    reads.lock_relations()
    opened = open_task(actor)
    control = opened.agency.controllers.filter(pk=control_id).first()
    if control is None:
        raise NotFound
    control.delete()
    opened.done("ties")
    if opened.is_public:
        record(actor, "control.ended", {"org": actor.uscc, "controller": control.controller_uscc, "kind": control.kind})
