"""The public facts of an agency as JSON, from the same questions as its page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from agencies import access, reads
from agencies.reads import Profile
from agencies.states import ABLE_TO_SERVE
from kernel import clock
from kernel.access import NotFound
from ledger.record import stamp


@require_GET
def agency(request: HttpRequest, uscc: str) -> JsonResponse:
    """An agency's public facts. No person is named."""
    found = access.public_agencies().filter(organisation__uscc=uscc).first()
    if found is None:
        raise NotFound
    body = _body(reads.profile_of(found, clock.today()))
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _body(profile: Profile) -> dict[str, Any]:
    agency = profile.agency
    return {
        "uscc": agency.organisation.uscc,
        "name": agency.organisation.name,
        "region": agency.organisation.region.code,
        "sample": agency.organisation.is_demo,
        "standing": agency.standing,
        "able_to_serve": agency.standing in ABLE_TO_SERVE,
        "suspended_until": stamp(agency.suspended_until) if agency.suspended_until else None,
        "listed_at": stamp(agency.listed_at) if agency.listed_at else None,
        "grade": agency.grade,
        "score_centi": agency.score_centi,
        "graded_on": agency.graded_on.isoformat() if agency.graded_on else None,
        "as_of": profile.on.isoformat(),
        "edition": profile.edition.effective_on.isoformat() if profile.edition else None,
        "services": [
            {
                "item": offer.item.code if offer.item else None,
                "name": offer.service.name,
                "on_the_list": offer.item is not None,
                "approval": offer.item.approval.name if offer.item and offer.item.approval else None,
                "conditions": offer.service.conditions,
                "workflow": offer.service.workflow,
                "days": offer.service.days,
                "fee": offer.service.fee_text,
                "fee_from_fen": offer.service.fee_from_fen,
            }
            for offer in profile.shown
        ],
        "certificates": [
            {
                "kind": held.certificate.kind,
                "level": held.certificate.level,
                "valid_from": held.certificate.valid_from.isoformat(),
                "valid_until": held.certificate.valid_until.isoformat(),
            }
            for held in profile.certificates
        ],
        "practitioners": profile.people,
        "ties": [{"organ": tie.organ_uscc, "organ_name": tie.organ_name, "nature": tie.nature} for tie in profile.ties],
        "controllers": [reads.told_of_control(each) for each in profile.controllers],
        "history": [
            {"step": step.kind, "at": stamp(step.at), "until": stamp(step.until) if step.until else None, "case": step.case}
            for step in profile.steps
        ],
    }
