"""Bad input to the sealing, each with a name and the outcome that it must have; made into docs/bad-input.md by
`python -m tests.sealing.write_bad_input`. `tests/sealing/test_bad_*.py` let each happen and compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sealing.envelope import SENTENCES

RULE = "refused by bidding.envelope_is_sealed_for_this_need: "
ASKED = "refused by bidding.every_trustee_has_named_its_key: "
type Change = Callable[[dict[str, Any]], Any]


@dataclass(frozen=True)
class Envelope:
    """An envelope as it comes, and what becomes of it at the door or at the opening."""

    name: str
    change: Change
    outcome: str


def _door(reason: str) -> str:
    return RULE + SENTENCES[reason]


def _with(**changes: Any) -> Change:
    return lambda envelope: {**envelope, **changes}


def _without(name: str) -> Change:
    return lambda envelope: {key: value for key, value in envelope.items() if key != name}


ENVELOPES = [
    Envelope("not JSON", lambda _: None, _door("fields")),
    Envelope("a list", lambda _: [], _door("fields")),
    Envelope("truncated: a field is missing", _without("w"), _door("fields")),
    Envelope("a field too many", _with(more=1), _door("fields")),
    Envelope("another version of the format", _with(v="bid-seal/2"), _door("version")),
    Envelope("another suite than the notice names", _with(suite="XWING-HKDF256-A256GCM"), _door("suite")),
    Envelope("sealed for another need", _with(need="ZX-2026-9999"), _door("need")),
    Envelope("copied from another agency", _with(bidder="91410100MA40000011"), _door("bidder")),
    Envelope("of another lot", _with(lot="technical"), _door("lot")),
    Envelope("sealed for an earlier deadline of the notice", _with(deadline="2026-06-01T09:00:00.000000Z"), _door("deadline")),
    Envelope("sequence number 0", _with(seq=0), _door("sequence")),
    Envelope("sealed to other trustees", _with(tset="A" * 43), _door("trustees")),
    Envelope("a smaller threshold", _with(t=0), _door("trustees")),
    Envelope("a commitment cut short", lambda e: {**e, "c": [e["c"][0][:-4]]}, _door("commitments")),
    Envelope("a wrapped share cut short", lambda e: {**e, "w": [e["w"][0][:-4]]}, _door("shares")),
    Envelope("fewer shares than trustees", _with(w=[]), _door("shares")),
    Envelope("the ciphertext cut short", lambda e: {**e, "ct": e["ct"][:-4]}, _door("ciphertext")),
    Envelope("the ciphertext changed by a bit", lambda e: {**e, "ct": _flipped(e["ct"])}, "void: ciphertext"),
    Envelope("a wrapped share changed by a bit", lambda e: {**e, "w": [_flipped(e["w"][0])]}, "void: too-few-valid-shares"),
    Envelope("a header changed to pass the door", lambda e: {**e, "seq": 2}, "void: too-few-valid-shares"),
]


def _flipped(text: str) -> str:
    """A base64url text with one bit of one byte changed, and of the same length."""
    at = len(text) // 2
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


AGAIN = {
    "the same envelope twice": "the same bid and receipt, recorded once",
    "an old envelope after a newer one": RULE + "序号 1 已用过，请用 3 重新密封。",
    "an envelope again that was taken back": "it stays withdrawn",
    "an envelope at the deadline": "refused by bidding.bid_arrives_before_closing: 截止于",
    "an envelope while the clock shows a moment before the notice": "refused by bidding.bid_comes_after_its_notice: 平台时钟显示",
}
CROOKED = {
    "a share that fits its commitment and not the seed": "void: inconsistent-shares",
    "another bid than the one committed to": "void: commitment",
    "bytes that are no bid": "void: schema",
    "a length beyond the padding": "void: ciphertext",
    "the seed and the content of an earlier bid": "void: copied",
}
BOUNDS = "struck by bidding.price_lies_within_the_bounds: "
OTHERWISE = {
    "the entry alone where an amount is asked for": BOUNDS + "标书未写明报价金额",
    "a rate where an amount is asked for": BOUNDS + "标书未写明报价金额",
    "an amount where a rate is asked for": BOUNDS + "标书未写明下浮率",
    "an amount where the entry alone is asked for": "the sign-up counts like the others, at the price of the notice",
}
NAMING = {
    "a trustee is silent when it is to name its key": ASKED + "notary 没有应答",
    "a trustee names a key that it did not sign": ASKED + "notary 给出的公钥没有它的签名",
    "a trustee does not know the suite": ASKED + "notary 不认识所用算法",
}
RELEASING = {
    "a trustee is silent at the opening": "trustee.missed: silent; opened",
    "a trustee gives another key": "trustee.missed: lying; opened",
    "a trustee's clock is behind": "trustee.missed: early; opened",
    "a trustee was told another operator's key": "trustee.missed: unproven; opened",
    "a trustee was shown two closings": "trustee.missed: equivocation; opened",
    "a trustee is asked twice": "the same key, released once",
    "too few trustees give": "opening.delayed; nothing opened",
}
SEEDS = {
    "another bid's seed": "refused by bidding.seed_is_that_of_the_envelope: 种子与这份信封不符：请选这一份的种子文件",
    "a seed that is no seed": "refused by bidding.seed_is_that_of_the_envelope: 种子与这份信封不符：请选这一份的种子文件",
    "a seed before the delay is recorded": "refused by bidding.seed_is_asked_for: 开启没有延误，请等受托方的密钥",
    "a seed at the second deadline": "refused by bidding.seed_comes_before_the_second_deadline: 揭示截止于",
    "one seed missing at the second deadline": "need.cancelled: keys_missing; nothing opened",
}
PLAN_SEEDS = {
    "the seed of the price while the plans wait": SEEDS["another bid's seed"],
    "another plan's seed": SEEDS["another bid's seed"],
    "a plan's seed at the second deadline": SEEDS["a seed at the second deadline"],
    "one plan's seed missing at the second deadline": SEEDS["one seed missing at the second deadline"],
    "the operator shows another number than it committed to, beside the plans": "draw.withheld: not-shown; what was fixed stands in",
}
FILE_RULE = "refused by bidding.file_of_a_plan_"
FILES_AT_THE_DOOR = {
    "a file of more than 20 MiB": f"{FILE_RULE}has_a_fair_size: 文件超过 20 MB",
    "an empty file": f"{FILE_RULE}has_a_fair_size: 文件是空的",
    "a ciphertext cut short under way": f"{FILE_RULE}came_whole: 收到的内容与摘要不符，请重新上传",
    "a file where no plans are scored": "refused by bidding.files_belong_to_a_plan: 本需求不收方案，也不收方案文件",
    "a file at the deadline": "refused by bidding.bid_arrives_before_closing: 截止于",
    "the thirty-first ciphertext that no bid has named": "refused by bidding.few_files_wait_for_their_bid: 已有 30 份密文没有随投标提交",
    "a bid that names a ciphertext which is not held": f"{RULE}方案文件没有收全，请重新选择文件再密封。",
}
FILES_AT_THE_OPENING = {
    "a file whose ciphertext did not come with the bid": "not-handed-in",
    "a ciphertext that the platform has lost": "missing",
    "a ciphertext that was changed where it is stored": "altered",
    "a ciphertext under another key than the plan says": "ciphertext",
    "a file of another size than the plan says": "size",
    "a file of another type than the plan says": "type",
}
STANDS_IN = "draw.withheld: not-shown; what was fixed stands in"
CHANCE = {
    "an entrant stands twice in a list that is drawn from": "no draw: an entrant stands in the list twice",
    "a second sealed bid of an agency comes past the verbs": "refused by the constraint one_sealed_bid_each",
    "the operator does not show the number that it committed to": STANDS_IN,
    "a trustee puts no number into the draws of a notice": ASKED + "finance 给出的出数没有它的签名",
    "the trustees' numbers are not opened, for seeds open the bids": STANDS_IN,
    "an organ does not show its number for an inspection": "inspection.drawn: its commitment stands in",
}
ELSEWHERE = """
The clock that steps back (refused by name, nothing closes or opens twice) and the disk that is full while a need closes (undone whole, logged as `disk_full`,
done when there is space) are in [faults.md](faults.md); a bidder, an expert or a contribution that stands twice on the record, in [falsifications.md](falsifications.md).
"""
COUNTS_WITHOUT = "plan.opened: {}; the plan counts without this file"

HEAD = """# Bad input to the sealing

What may come that is malformed, truncated, replayed, copied or crooked, who may be silent or lie, and the one outcome that each has:
refused by a rule (its sentence and source stand in the [rulebook](rulebook.md); nothing changes, and the log says which agency and why), void for a reason that anybody
recomputes from the record, struck by a rule after the opening, or an event. `tests/sealing/test_bad_*.py` let each happen and compare. Made from
`tests/sealing/bad_input.py`; a test keeps it up to date. Other faults: [faults.md](faults.md).
"""


def page() -> str:
    """docs/bad-input.md."""
    parts = {
        "An envelope": {each.name: each.outcome for each in ENVELOPES},
        "An envelope that comes again or late": AGAIN,
        "What a crooked client seals": CROOKED,
        "What opens as sealed and says something else than the notice asks for": OTHERWISE,
        "A trustee before the deadline": NAMING,
        "A trustee after it": RELEASING,
        "A seed, when keys stay away": SEEDS,
        "A file of a plan, as it comes": FILES_AT_THE_DOOR,
        "A file of a plan, when the plan is opened": {
            what: COUNTS_WITHOUT.format(outcome) for what, outcome in FILES_AT_THE_OPENING.items()
        },
        "A seed of a plan, when keys to the plans stay away": PLAN_SEEDS,
        "What goes into a draw": CHANCE,
    }
    tables = (
        f"\n## {title}\n\n| what comes | outcome |\n|---|---|\n" + "".join(f"| {what} | {how} |\n" for what, how in rows.items())
        for title, rows in parts.items()
    )
    return HEAD + "".join(tables) + ELSEWHERE
