"""One trustee of a need's keys: it names a key before the deadline, and gives it after it against proof of one closing."""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sealing.envelope import envelope_hash, seal, trustees_digest
from sealing.suites import DEFAULT, SUITES
from sealing.trustee.memory import Memory
from sealing.trustee.proof import NotProven, read_checkpoint, read_entry

log = logging.getLogger("trustee")
STATEMENT = b"trustee/1\n"
CONTRIBUTION = b"trustee/1 contribution\n"
ENTRY: dict[str, Any] = {"v": "bid/1", "entry": True}  # what a contribution's envelope says: the 32 bytes are its `r`
ASKED = ("need", "deadline", "lot", "after", "suite")


class Refused(Exception):
    """The trustee does not do it. `outcome` is a word: malformed, suite, early, unproven, equivocation."""

    def __init__(self, outcome: str, because: str):
        super().__init__(because)
        self.outcome = outcome


def master_of(file: Path) -> bytes:
    """The 32 bytes of a key file of mode 0600, made at first use.

    Raises:
        PermissionError: if others can read the file, or it has another length.
    """
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(secrets.token_bytes(32))
            out.flush()
            os.fsync(out.fileno())
    raw = file.read_bytes()
    if file.stat().st_mode & 0o077 or len(raw) != 32:
        raise PermissionError(f"{file.name} must hold 32 bytes and have mode 0600")
    return raw


def need_key(master: bytes, asked: dict[str, str]) -> str:
    """The private key of a need, deadline, lot and awaited event, from the master alone: only the master needs a backup.

    What must be on the record before the release is part of the key's name, so that nobody gets it by asking otherwise.
    """
    after = f"after {asked['after']}" if asked["after"] else ""
    parts = (f"bid-seal/1 trustee {asked['need']} {asked['deadline']}", asked["lot"], after)
    suite = SUITES[asked["suite"]]
    return suite.key_from(suite.derive(master, " ".join(part for part in parts if part), 48))


def statement(facts: dict[str, str]) -> bytes:
    """The bytes that a trustee signs about a public key."""
    return STATEMENT + json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def contribution_statement(envelope: dict[str, Any]) -> bytes:
    """The bytes that a trustee signs about what it put into the draws of a need: the envelope names need, party and trustees."""
    return CONTRIBUTION + envelope_hash(envelope).encode()


def party_of(holder: dict[str, Any]) -> str:
    """Under which name a trustee of a notice takes part in its draws."""
    return f"trustee-{holder['i']}"


def _now() -> datetime:
    return datetime.now(UTC)  # this machine's own clock: that is the point of a trustee


class Trustee:
    """Holds a master, a memory, and the operator's public key (hex) that it was told at set-up."""

    def __init__(self, folder: Path, operator: str, now: Callable[[], datetime] = _now):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.master = master_of(folder / "trustee.master")
        self.memory = Memory(folder / "memory.json")
        self.operator, self.now, self.turn = operator, now, Lock()
        self.signer = Ed25519PrivateKey.from_private_bytes(DEFAULT.derive(self.master, "trustee/1 identity", 32))

    def identity(self) -> str:
        """The public key, in hex, under which this trustee signs: to be put into the platform's TRUSTEES."""
        return self.signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def name_key(self, asked: Any) -> dict[str, str]:
        """The public key of a need, signed.

        Raises:
            Refused: malformed or suite.
        """
        facts = _asked(asked)
        facts["pk"] = SUITES[facts["suite"]].public_of(need_key(self.master, facts))
        log.info("named a key: %s %s", facts["need"], facts["lot"])
        return {**facts, "sig": self.signer.sign(statement(facts)).hex()}

    def contribute(self, asked: Any) -> dict[str, Any]:
        """32 bytes for the draws of a need, sealed to all its trustees before anybody has entered, and signed.

        They follow from the master and the trustees of the notice: asked again for the same, the same are sealed; asked for a notice
        in which others could open them, others are.

        Raises:
            Refused: malformed or suite; a notice that does not name this trustee's key is malformed.
        """
        facts = _asked(asked)
        pk = SUITES[facts["suite"]].public_of(need_key(self.master, facts))
        try:
            named = asked["trustees"]
            party = party_of(next(each for each in named["set"] if each["pk"] == pk))
            about = f"draw/1 contribution {facts['need']} {facts['deadline']} {trustees_digest(named)}"
            seed = DEFAULT.derive(self.master, about, 32)
            envelope, _ = seal(ENTRY, need=facts["need"], bidder=party, seq=1, trustees=named, seed=seed)
        except (KeyError, TypeError, ValueError, StopIteration) as wrong:
            raise Refused("malformed", "the trustees are not those of a notice that names this key") from wrong
        log.info("contributed: %s as %s", facts["need"], party)
        return {"envelope": envelope, "sig": self.signer.sign(contribution_statement(envelope)).hex()}

    def release(self, asked: Any) -> dict[str, str]:
        """The private key, once this clock says so and one frozen list is proven to be on the operator's record.

        Raises:
            Refused: with its outcome, which is logged.
        """
        with self.turn:
            try:
                facts = self._may_release(asked)
            except Refused as no:
                log.warning("refused (%s): %s", no.outcome, no)
                raise
        log.info("released: %s %s", facts["need"], facts["lot"])
        return {**facts, "key": need_key(self.master, facts)}

    def _may_release(self, asked: Any) -> dict[str, str]:
        facts = _asked(asked)
        if self.now() < datetime.fromisoformat(facts["deadline"]):
            raise Refused("early", "the deadline has not passed by this trustee's clock")
        try:
            under = read_checkpoint(asked.get("checkpoint"), self.operator)
            closed = read_entry(asked.get("closed"), "need.closed", facts["need"], under)
            if closed.get("deadline") != facts["deadline"] or not isinstance(closed.get("root"), str):
                raise NotProven("the list was not frozen for this deadline")
            shown = {"checkpoint": asked["checkpoint"], "closed": asked["closed"]}
            if not self.memory.saw_closing(facts["need"], shown):
                raise Refused("equivocation", "two different need.closed are signed: both are at /equivocations")
            if facts["after"]:
                read_entry(asked.get("awaited"), facts["after"], facts["need"], under)
        except NotProven as wrong:
            raise Refused("unproven", str(wrong)) from wrong
        return facts


def _asked(asked: Any) -> dict[str, str]:
    if not isinstance(asked, dict) or any(not isinstance(asked.get(name), str) for name in ASKED):
        raise Refused("malformed", f"asked for with the texts {', '.join(ASKED)}")
    facts = {name: asked[name] for name in ASKED}
    if facts["suite"] not in SUITES:
        raise Refused("suite", "this suite is not known")
    if any(" " in facts[name] for name in ("need", "deadline", "lot", "after")):
        raise Refused("malformed", "no part of a key's name has a space")
    try:
        if datetime.fromisoformat(facts["deadline"]).tzinfo is None:
            raise ValueError
    except ValueError as wrong:
        raise Refused("malformed", "the deadline is a time with its zone") from wrong
    return facts
