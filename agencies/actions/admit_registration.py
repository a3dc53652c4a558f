"""Admit an agency."""

from __future__ import annotations

from django.db import transaction

from agencies import access, reads
from agencies.actions.parts.steps import keep_step
from agencies.models import Registration
from agencies.rules.registration import TO_ADMIT_A_REGISTRATION, TO_ADMIT_BY_SILENCE
from agencies.states import Step
from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def admit_registration(*, actor: Actor, registration_id: int) -> Registration:
    """Admit an agency after the formal check, or (the scheduler) because the time for an answer has run out.

    Raises:
        NotFound: outside the official's region.
        RulesBroken: when the application awaits no answer, or silence has not lasted.
    """
    by_silence = actor.kind is ActorKind.SYSTEM
    if not by_silence:
        access.registration_to_answer(actor, registration_id)
    reads.lock_relations()
    registration = reads.lock_registration(registration_id)
    agency, at = registration.agency, clock.now()
    law = TO_ADMIT_BY_SILENCE if by_silence else TO_ADMIT_A_REGISTRATION
    check(law, reads.registration_facts(registration, at), on=clock.day_of(at))
    registration.by_silence, registration.decided_by_id = by_silence, actor.person_id
    registration.admit(at=at)
    registration.save()
    agency.admit(at=at)
    agency.save()
    done = record(actor, "org.registered", _body(registration, by_silence), at=at)
    keep_step(agency, Step.ADMITTED, done, note="逾期未答复，视为通过" if by_silence else "形式核对通过")
    return registration


def _body(registration: Registration, by_silence: bool) -> dict:
    agency = registration.agency
    return {
        "org": agency.organisation.uscc,
        "name": agency.organisation.name,
        "region": agency.organisation.region.code,
        "number": registration.number,
        "by_silence": by_silence,
        "services": [{"item": each.item_code, "name": each.name} for each in agency.services.order_by("pk")],
        "certificates": [
            {"kind": each.kind, "valid_from": each.valid_from.isoformat(), "valid_until": each.valid_until.isoformat()}
            for each in agency.certificates.order_by("pk")
        ],
        "ties": [
            {"organ": each.organ_uscc, "organ_name": each.organ_name, "nature": each.nature}
            for each in agency.ties.order_by("pk")
        ],
        "controllers": [reads.told_of_control(each) for each in agency.controllers.order_by("pk")],
        "promises": {"version": agency.promises_version, "sha256": agency.promises_hash},
    }
