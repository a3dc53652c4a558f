"""Asks trustees on other machines, all at once and never for long; what each one did has a name.

gave        the key, and it is the one that was published
silent      no answer in time
lying       an answer that is not signed, or another key than the published one
early, unproven, equivocation, suite, malformed    the trustee's own refusals (`sealing.trustee`)
"""

from __future__ import annotations

import http.client
import json
import logging
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sealing.suites import SUITES
from sealing.trustee.trustee import ASKED, statement

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 3
LARGEST_ANSWER = 64 * 1024
GAVE, SILENT, LYING = "gave", "silent", "lying"
REFUSALS = ("early", "unproven", "equivocation", "suite", "malformed")

type Answer = tuple[str, dict[str, str]]  # outcome, and what was said when it is GAVE


def ask_all(trustees: Iterable[dict[str, Any]], ask: Callable[[dict[str, Any]], Answer]) -> list[Answer]:
    """Ask every trustee at the same time; the answers stand in the trustees' order."""
    chosen = list(trustees)
    with ThreadPoolExecutor(max_workers=max(1, len(chosen))) as pool:
        answers = list(pool.map(ask, chosen))
    for each, (outcome, _) in zip(chosen, answers, strict=True):
        log.log(logging.INFO if outcome == GAVE else logging.WARNING, "trustee %s: %s", each["name"], outcome)
    return answers


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
    body = json.dumps(asked, ensure_ascii=False).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 (from settings)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return GAVE, json.loads(answer.read(LARGEST_ANSWER))
    except urllib.error.HTTPError as refusal:
        return _refusal(refusal), {}
    except (OSError, http.client.HTTPException):
        return SILENT, {}
    except ValueError:
        return LYING, {}


def _refusal(answer: urllib.error.HTTPError) -> str:
    try:
        said = json.loads(answer.read(LARGEST_ANSWER))["refused"]
    except (OSError, ValueError, KeyError, TypeError):
        return LYING
    return said if said in REFUSALS else LYING
