"""Who holds the keys to a need's envelopes: t of the n trustees in settings.TRUSTEES, or the operator alone.

Without that setting there is one trustee, the operator, in this process (t = 1, n = 1). Sealed so, bids are safe against
theft of the database and of backups, and not against the operator: every page that seals says so. The same bytes serve
t of n trustees on machines of their own (`sealing.trustee`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from kernel import clock
from ledger.keys import secret
from ledger.reads import entries_of_need, inclusion_proof, newest_checkpoint, recorded_facts
from ledger.record import stamp
from sealing.asking import GAVE, SILENT, Answer, ask_all, ask_contribution, ask_key, ask_release
from sealing.suites import SUITES
from sealing.trustee.trustee import need_key, party_of

MASTER = "trustee-1.master"
NAME = "operator"
ALONE: dict[str, Any] = {"t": 1, "set": [{"name": NAME}]}


class NotYet(Exception):
    """No trustee is to release: `reason` says what is waited for."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class TrusteesMissing(Exception):
    """Not all trustees have named their key: `missing` gives (name, outcome) of each that has not."""

    def __init__(self, missing: list[tuple[str, str]]):
        super().__init__(", ".join(f"{name}: {outcome}" for name, outcome in missing))
        self.missing = missing


@dataclass(frozen=True)
class Answers:
    """What the trustees gave, {number: private scalar in base64url}, and what each of them did, {number: outcome}."""

    keys: dict[int, str]
    outcomes: dict[int, str]


def trustee_set(need_number: str, deadline: datetime, lot: str = "", *, after: str = "") -> dict[str, Any]:
    """What the notice publishes: threshold, number, suite, deadline and each trustee's public key for this need.

    Args:
        need_number: the need.
        deadline: when its bids close.
        lot: which envelope of a bid in several envelopes; "" for the ordinary one.
        after: the event that must be on the record, besides need.closed, before the keys are given ("score.locked").

    Raises:
        TrusteesMissing: when a trustee does not name its key: a need is published with all n or not at all.
    """
    told = settings.TRUSTEES or ALONE
    suite = SUITES[settings.SEALING_SUITE]
    asked = _asked(need_number, deadline, lot, after, suite.name)

    def ask(trustee: dict[str, Any]) -> Answer:
        if "url" in trustee:
            return ask_key(trustee, asked)
        return GAVE, {"pk": suite.public_of(need_key(secret(MASTER), asked))}

    answers = ask_all(told["set"], ask)
    missing = [(each["name"], outcome) for each, (outcome, _) in zip(told["set"], answers, strict=True) if outcome != GAVE]
    if missing:
        raise TrusteesMissing(missing)
    named = {"lot": lot, "after": after}
    return {
        "t": told["t"],
        "n": len(told["set"]),
        "suite": suite.name,
        "deadline": stamp(deadline),
        "set": [
            {"i": i, "name": each["name"], "pk": said["pk"], **({"by": each["key"], "sig": said["sig"]} if "url" in each else {})}
            for i, (each, (_, said)) in enumerate(zip(told["set"], answers, strict=True), 1)
        ],
        **{name: word for name, word in named.items() if word},
    }


def contributions_to(need_number: str, deadline: datetime, published: dict[str, Any]) -> list[dict[str, Any]]:
    """What each trustee on another machine puts into the draws of a need: {"party", "envelope", "sig"}, sealed to all of them.

    Args:
        need_number: the need.
        deadline: when its bids close.
        published: the trustees as the notice will name them; those of the lot that is opened first.

    Raises:
        TrusteesMissing: when one contributes nothing, or something that it did not sign.
    """
    told = {each["name"]: each for each in settings.TRUSTEES.get("set", [])}
    asked = _asked(need_number, deadline, published.get("lot", ""), published.get("after", ""), published["suite"])
    far = [each for each in published["set"] if "by" in each]
    answers = ask_all(far, lambda each: ask_contribution(told[each["name"]], asked, published, party_of(each))) if far else []
    missing = [(each["name"], outcome) for each, (outcome, _) in zip(far, answers, strict=True) if outcome != GAVE]
    if missing:
        raise TrusteesMissing(missing)
    return [given for _, given in answers]


def collect(
    published: dict[str, Any], need_number: str, deadline: datetime, *, closed: dict[str, Any], lot: str = "", after: str = ""
) -> Answers:
    """Ask every trustee of a notice for its key, all at once; those on other machines judge for themselves.

    Args:
        published: the trustees as they stand in the notice; a key that is not of a published one is not taken.
        need_number: the need.
        deadline: the deadline of the notice version in force.
        closed: the fact `need.closed`, at least its "need", "deadline" and "root", as recorded.
        lot: as at publication.
        after: as at publication.

    Raises:
        NotYet: before the deadline by the database's clock, or without the recorded facts.
    """
    _may_be_asked(need_number, deadline, closed, after)
    told = {each["name"]: each for each in settings.TRUSTEES.get("set", [])}
    far = any("by" in each for each in published["set"])
    proof = _proof(need_number, after) if far else {}
    asked = _asked(need_number, deadline, lot, after, published["suite"])

    def ask(trustee: dict[str, Any]) -> Answer:
        if "by" not in trustee:
            return GAVE, {"key": need_key(secret(MASTER), asked)}
        known = told.get(trustee["name"])
        return ask_release(known, asked, proof, trustee["pk"]) if known else (SILENT, {})

    answers = dict(zip((each["i"] for each in published["set"]), ask_all(published["set"], ask), strict=True))
    keys = {i: said["key"] for i, (outcome, said) in answers.items() if outcome == GAVE}
    return Answers(keys, {i: outcome for i, (outcome, _) in answers.items()})


def release(need_number: str, deadline: datetime, *, closed: dict[str, Any], lot: str = "", after: str = "") -> dict[int, str]:
    """The keys alone, from the trustees that are now in the settings (`collect` holds them to a notice).

    Raises:
        NotYet: as `collect`.
        TrusteesMissing: as `trustee_set`.
    """
    _may_be_asked(need_number, deadline, closed, after)
    published = trustee_set(need_number, deadline, lot, after=after)
    return collect(published, need_number, deadline, closed=closed, lot=lot, after=after).keys


def _asked(need_number: str, deadline: datetime, lot: str, after: str, suite: str) -> dict[str, str]:
    return {"need": need_number, "deadline": stamp(deadline), "lot": lot, "after": after, "suite": suite}


def _may_be_asked(need_number: str, deadline: datetime, closed: dict[str, Any], after: str) -> None:
    if clock.now() < deadline:
        raise NotYet("the deadline has not passed")
    facts = recorded_facts("need.closed", need_number)
    if not facts:
        raise NotYet("no need.closed is on the record")
    if len(facts) > 1:
        raise NotYet("there are two different need.closed: equivocation")
    frozen = facts[0]
    said = {name: closed.get(name) for name in ("need", "deadline", "root")}
    if said != {name: frozen.get(name) for name in said} or frozen["deadline"] != stamp(deadline):
        raise NotYet("the need.closed shown is not the one on the record")
    if after and not recorded_facts(after, need_number):
        raise NotYet(f"no {after} is on the record")


def _proof(need_number: str, after: str) -> dict[str, Any]:
    """The signed checkpoint, and under it the closing and the awaited event, as a trustee wants to see them."""
    newest = newest_checkpoint()
    entries = {entry.event: entry for entry in entries_of_need(need_number) if newest and entry.idx < newest.size}
    if newest is None or any(event not in entries for event in ("need.closed", after) if event):
        raise NotYet("the sequencer has not put need.closed in order yet")

    def shown(event: str) -> dict[str, Any]:
        entry = entries[event]
        return {"body": entry.body, "idx": entry.idx, "proof": inclusion_proof(entry.idx, newest.size)}

    awaited = {"awaited": shown(after)} if after else {}
    return {"checkpoint": newest.note, "closed": shown("need.closed"), **awaited}
