"""What the verbs that save a part of a draft have in common: lock, who, the part's rules, change."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bidding import access, reads
from bidding.models import Need, Notice
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import Rule, check


def locked_draft(actor: Actor, number: str) -> tuple[Need, Notice]:
    """The need and the version being written, locked, for the buyer."""
    need = reads.lock_need(number)
    access.may_steer(actor, need)
    return need, reads.draft_of(need)


def save_part(
    *, actor: Actor, number: str, rules: Iterable[Rule], says: Mapping[str, Any], of_need: Mapping[str, Any] | None = None
) -> Notice:
    """Save what one part says, judged by the rules that the part can break. A draft is private: nothing goes on the record."""
    need, notice = locked_draft(actor, number)
    moved = {column: value for column, value in (of_need or {}).items() if getattr(need, column) != value}
    for thing, columns in ((need, moved), (notice, says)):
        for column, value in columns.items():
            setattr(thing, column, value)
    at = clock.now()
    facts = replace(reads.facts_of(need, notice, at=at), moves_what_stays=bool(moved))
    check(tuple(rules), facts, on=clock.day_of(at))
    if moved:
        need.save(update_fields=list(moved))
    notice.save(update_fields=list(says))
    return notice
