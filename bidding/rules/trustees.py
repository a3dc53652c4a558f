"""The trustees of sealed bids: all of them or no notice."""

from __future__ import annotations

from dataclasses import dataclass

from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

OUTCOMES = {
    "silent": "没有应答",
    "lying": "给出的公钥没有它的签名",
    "unsigned": "给出的出数没有它的签名",
    "suite": "不认识所用算法",
}


@dataclass(frozen=True)
class TrusteeFacts:
    """Trustees that have not named a key, each (name, outcome)."""

    missing: tuple[tuple[str, str], ...]


@rule(
    "本站密封规则",
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda facts: "；".join(f"{name} {OUTCOMES.get(outcome, outcome)}" for name, outcome in facts.missing),
)
def every_trustee_has_named_its_key(facts: TrusteeFacts) -> bool:
    """A notice is published with the keys of all its trustees, or not at all."""
    return not facts.missing


TO_NAME_TRUSTEES = (every_trustee_has_named_its_key,)
