"""Who controls whom among the agencies, as it is declared and on the public record."""

from __future__ import annotations

from collections.abc import Iterable

from agencies.models import DeclaredControl
from agencies.states import Standing
from ledger.canonical import Plain


def told_of_control(control: DeclaredControl) -> dict[str, Plain]:
    """A declared control in its public form."""
    told: dict[str, Plain] = {"controller": control.controller_uscc, "controller_name": control.controller_name}
    return told | {"kind": control.kind, "share_bp": control.share_bp}


def controllers_of(codes: Iterable[str]) -> dict[str, frozenset[str]]:
    """{agency: the codes of its declared controllers}, for these agencies and for those of their controllers that are agencies.

    An application that was not admitted yet declares nothing in public and does not count.
    """
    wanted, found = set(codes), dict[str, set[str]]()
    for _ in range(2):
        declared = DeclaredControl.objects.filter(agency__organisation__uscc__in=wanted).exclude(
            agency__standing=Standing.UNLISTED
        )
        for org, controller in declared.values_list("agency__organisation__uscc", "controller_uscc"):
            found.setdefault(org, set()).add(controller)
        wanted = {controller for above in found.values() for controller in above} - found.keys()
    return {org: frozenset(above) for org, above in found.items()}
