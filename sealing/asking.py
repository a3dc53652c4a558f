"""Asks trustees on other machines, all at once and never for long; what each one did has a name.

gave        the key, and it is the one that was published
silent      no whole answer in time: three seconds from the first byte asked to the last byte answered, however it is dripped
lying       an answer that is not signed, or another key than the published one
unsigned    a contribution to the draws that is not sealed to the trustees of the notice and signed
early, unproven, equivocation, suite, malformed    the trustee's own refusals (`sealing.trustee`)
"""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sealing.envelope import Malformed, check_shape
from sealing.suites import SUITES
from sealing.trustee.trustee import ASKED, contribution_statement, statement

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 3
GRACE_SECONDS = 1  # for what no time-out of ours reaches, as the look-up of a name: then nobody waits for that thread
LARGEST_ANSWER = 64 * 1024
GAVE, SILENT, LYING, UNSIGNED = "gave", "silent", "lying", "unsigned"
REFUSALS = ("early", "unproven", "equivocation", "suite", "malformed")

type Answer = tuple[str, dict[str, Any]]  # outcome, and what was said when it is GAVE


def ask_all(trustees: Iterable[dict[str, Any]], ask: Callable[[dict[str, Any]], Answer]) -> list[Answer]:
    """Ask every trustee at the same time; the answers stand in the trustees' order."""
    chosen = list(trustees)
    pool = ThreadPoolExecutor(max_workers=max(1, len(chosen)))
    asking = [pool.submit(ask, each) for each in chosen]
    wait(asking, timeout=TIMEOUT_SECONDS + GRACE_SECONDS)
    pool.shutdown(wait=False, cancel_futures=True)
    answers = [_answer(each) for each in asking]
    for each, (outcome, _) in zip(chosen, answers, strict=True):
        log.log(logging.INFO if outcome == GAVE else logging.WARNING, "trustee %s: %s", each["name"], outcome)
    return answers


def _answer(asking: Future[Answer]) -> Answer:
    return asking.result() if asking.done() and not asking.cancelled() else (SILENT, {})


def ask_key(trustee: dict[str, Any], asked: dict[str, str]) -> Answer:
    """The signed public key of a need."""
    outcome, said = _post(f"{trustee['url']}/key", asked)
    if outcome != GAVE:
        return outcome, {}
    try:
        facts = {name: said[name] for name in (*ASKED, "pk")}
        signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(trustee["key"]))
        signer.verify(bytes.fromhex(said["sig"]), statement(facts))
    except (KeyError, TypeError, ValueError, InvalidSignature):
        return LYING, {}
    return (GAVE, said) if {name: facts[name] for name in ASKED} == asked else (LYING, {})


def ask_contribution(trustee: dict[str, Any], asked: dict[str, str], published: dict[str, Any], party: str) -> Answer:
    """What a trustee puts into the draws of a need, sealed to the trustees of its notice and signed by it."""
    outcome, said = _post(f"{trustee['url']}/contribute", {**asked, "trustees": published})
    if outcome != GAVE:
        return outcome, {}
    try:
        check_shape(said["envelope"], need=asked["need"], bidder=party, trustees=published)
        signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(trustee["key"]))
        signer.verify(bytes.fromhex(said["sig"]), contribution_statement(said["envelope"]))
    except (KeyError, TypeError, ValueError, Malformed, InvalidSignature):
        return UNSIGNED, {}
    return GAVE, {"party": party, "envelope": said["envelope"], "sig": said["sig"]}


def ask_release(trustee: dict[str, Any], asked: dict[str, str], proof: dict[str, Any], published: str) -> Answer:
    """The private key of a need, if it is the one of the published public key."""
    outcome, said = _post(f"{trustee['url']}/release", {**asked, **proof})
    if outcome != GAVE:
        return outcome, {}
    try:
        fits = SUITES[asked["suite"]].public_of(said["key"]) == published
    except (KeyError, TypeError, ValueError):
        fits = False
    return (GAVE, said) if fits else (LYING, {})


def _post(address: str, asked: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Ask at an address, directly: no proxy, and nobody is followed to another address."""
    end = monotonic() + TIMEOUT_SECONDS
    where = urlsplit(address)  # from the settings
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    body = json.dumps(asked, ensure_ascii=False).encode()
    late = Event()
    with closing(kind(where.netloc, timeout=TIMEOUT_SECONDS)) as line:
        try:
            line.connect()
            cut = Timer(max(0.0, end - monotonic()), _cut, [line.sock, late])
            cut.start()
            try:
                line.request("POST", where.path, body, {"Content-Type": "application/json"})
                answer = line.getresponse()
                status, said = answer.status, json.loads(answer.read(LARGEST_ANSWER))
            finally:
                cut.cancel()
        except (OSError, HTTPException):
            return SILENT, {}
        except ValueError:
            return SILENT if late.is_set() else LYING, {}
    return (GAVE, said) if status == 200 else (_refusal(said), {})


def _cut(line: socket.socket, late: Event) -> None:
    """Time is up: whoever reads from this line finds its end, however little a trustee sends and however often."""
    late.set()
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _refusal(said: Any) -> str:
    outcome = said.get("refused") if isinstance(said, dict) else None
    return outcome if outcome in REFUSALS else LYING
