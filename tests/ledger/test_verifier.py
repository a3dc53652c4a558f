"""The verifier over a true history and over falsified copies of it, each signed again with the operator's own key."""

import copy
import importlib
import json
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from ledger.canonical import canonical
from ledger.export import VERIFIER
from ledger.record import stamp
from tests.makers.ledger import KEY, PUBLIC, a_market, an_export

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

TRUE = a_market().events


def findings(folder, **more):
    return verify.check(folder, **more).findings


def find(events, kind, n=0, **fields):
    """The n-th event of a kind with those fields."""
    fits = [e for e in events if e["type"] == kind and all(e.get(k) == v for k, v in fields.items())]
    return fits[n]


def shift(moment, **step):
    return stamp(datetime.fromisoformat(moment) + timedelta(**step))


# Each falsification: what it is called, what it does to the events, what the verifier says.
FALSIFIED = []


def falsified(says):
    def keep(change):
        FALSIFIED.append(pytest.param(change, says, id=change.__name__))
        return change

    return keep


@falsified("what was opened is not what was sealed")
def an_opened_price_is_lowered(events):
    find(events, "bid.opened")["plain"]["amount_fen"] -= 1


@falsified("what was opened is not what was sealed")
def a_bid_is_opened_under_anothers_name(events):
    one, two = find(events, "bid.opened", 0), find(events, "bid.opened", 1)
    one["plain"], one["r"] = two["plain"], two["r"]


@falsified("expected the award to go to")
def the_award_goes_to_the_second(events):
    second = find(events, "decision.made")["ranking"][1]
    award = find(events, "award.made")
    award.update(bidder=second["bidder"], bid=second["bid"], place=2, fen=second["amount_fen"])


@falsified("the ranking does not follow")
def two_places_are_swapped(events):
    ranking = find(events, "decision.made", need="ZX-2026-0003")["ranking"]
    for each, place in zip(ranking[::-1], (1, 2), strict=True):
        each["place"] = place
    ranking.reverse()


@falsified("a draw among equals does not follow")
def the_draw_is_turned_round(events):
    find(events, "decision.made")["draws"][0]["order"].reverse()


@falsified("the ranking does not follow")
def the_draw_and_its_ranking_are_turned_round(events):
    decision = find(events, "decision.made")
    decision["draws"][0]["order"].reverse()
    one, two = decision["ranking"][:2]
    for name in ("bidder", "bid"):
        one[name], two[name] = two[name], one[name]


@falsified("and before the deadline")
def a_late_bid_is_let_in(events):
    closed = find(events, "need.closed")
    late = find(events, "bid.sealed", 2)
    late["at"] = closed["deadline"]
    move(events, late, before=closed)


def move(events, event, *, before):
    events.remove(event)
    events.insert(events.index(before), event)


@falsified("expected the frozen list")
def a_sealed_bid_is_dropped_from_the_record(events):
    events.remove(find(events, "bid.sealed", 3))


@falsified("expected the frozen list")
def the_number_of_frozen_bids_is_changed(events):
    find(events, "need.closed")["bids"] += 1


@falsified("expected the closing at or after")
def the_need_is_closed_a_minute_early(events):
    closed = find(events, "need.closed")
    closed["at"] = shift(closed["deadline"], microseconds=-1)


@falsified("the trustees' deadline is not that of the notice")
def the_deadline_is_pushed_back_afterwards(events):
    need = find(events, "need.published")
    need["deadline"] = shift(need["deadline"], seconds=1)


@falsified("said to be void for ciphertext, recomputed: it opens")
def a_sound_bid_is_called_void(events):
    events[:] = a_sound_void()


def a_sound_void():
    """A market in which the operator calls the lowest bid void, which is sound."""
    from tests.makers import ledger as make

    day = make.History()
    one, two, three = (day.an_agency() for _ in range(3))
    need = day.a_need("ZX-2026-0001", minimum=2)
    bids = [day.a_bid(need, one, 10_000_000), day.a_bid(need, two, 11_000_000), day.a_bid(need, three, 12_000_000)]
    root = day.closing(need, bids)
    day.add("trustee.released", need=need["need"], i=1, key=day.key)
    opened = [(bid, make.open_envelope(bid["envelope"], {1: day.key})) for bid in bids]
    lowest, rest = opened[0], opened[1:]
    named = {name: lowest[0][name] for name in ("need", "bidder", "bid")}
    day.add("bid.void", **named, reason="ciphertext", envelope=lowest[0]["envelope"])
    for bid, said in rest:
        day.add("bid.opened", **{name: bid[name] for name in ("need", "bidder", "bid")}, plain=said.plain, r=said.r)
    day.a_decision(need, rest, root)
    return day.events


@falsified("said to be void for commitment, recomputed: ciphertext")
def a_void_bid_gets_another_reason(events):
    find(events, "bid.void")["reason"] = "commitment"


@falsified("the envelope shown is not the one that was sealed")
def another_envelope_is_shown_for_a_void_bid(events):
    find(events, "bid.void")["envelope"]["seq"] = 9


@falsified("a released key is not that of its trustee")
def a_wrong_key_is_released(events):
    find(events, "trustee.released")["key"] = find(events, "trustee.released", 1)["key"]


@falsified("decided before every bid of the frozen list was opened")
def a_bid_is_left_unopened(events):
    events.remove(find(events, "bid.opened", 1))


@falsified("where the record shows the rule kept")
def a_bidder_is_struck_for_a_suspension_that_is_not(events):
    opened = find(events, "bid.opened")
    reasons = [{"rule": "bidding.agency_is_able_to_serve", "because": "已暂停"}]
    struck = {**opened, "type": "bid.struck", "reasons": reasons}
    events.insert(events.index(find(events, "decision.made")), struck)


@falsified("may not bid: not registered, suspended or removed")
def a_suspended_agency_bids(events):
    suspended = find(events, "org.suspended")
    suspended["org"] = find(events, "bid.sealed", need="ZX-2026-0002")["bidder"]


@falsified("may not bid: not registered")
def a_registration_is_removed(events):
    events.remove(find(events, "org.registered", 1))


@falsified("restored before the end of the measure")
def a_suspension_ends_early(events):
    at = events.index(find(events, "org.suspended"))
    events.insert(at + 1, {**events[at], "type": "org.restored"})


@falsified("stands aside")
def a_bidder_is_on_the_avoidance_list(events):
    find(events, "need.published")["avoid"].append(find(events, "bid.sealed")["bidder"])


@falsified("valid bids, expected at least 4")
def the_minimum_was_not_reached(events):
    find(events, "need.published")["minimum"] = 4


@falsified("valid bids, of which 1 are enough")
def a_need_that_had_enough_is_failed(events):
    find(events, "need.published", need="ZX-2026-0002")["minimum"] = 1


@falsified("the ranking does not follow")
def the_ceiling_is_lowered_below_the_winner(events):
    find(events, "need.published")["ceiling_fen"] = 10_500_000


@falsified("awarded before the publicity ends")
def the_award_comes_before_the_end_of_publicity(events):
    decision = find(events, "decision.made")
    decision["publicity_ends"] = shift(decision["publicity_ends"], hours=3)


@falsified("awarded against an objection")
def an_objection_is_passed_over(events):
    filed = {**find(events, "need.closed"), "type": "objection.filed", "org": "91350100M000100Y43"}
    award = find(events, "award.made")
    filed["at"] = award["at"]
    events.insert(events.index(award), filed)


@falsified("holds the award already")
def a_second_award_is_made(events):
    award = find(events, "award.made", 1)
    events.insert(events.index(award) + 1, copy.deepcopy(award))


@falsified("holds the award already")
def a_decline_is_forgotten(events):
    events.remove(find(events, "award.declined"))


@falsified("expected the award's parties")
def the_contract_says_another_price(events):
    find(events, "contract.drawn_up")["fen"] += 1


@falsified("expected both sides on one text")
def the_agency_never_signed(events):
    events.remove(find(events, "contract.confirmed", side="agency"))


@falsified("another text was confirmed")
def another_text_was_signed(events):
    find(events, "contract.confirmed")["terms"] = "ef" * 32


@falsified("fen paid on a contract of")
def more_is_paid_than_the_contract_says(events):
    paid = find(events, "payment.settled")
    events.insert(events.index(paid) + 1, {**paid, "payment": "another", "fen": 1})


@falsified("it stands here again")
def a_payment_is_counted_twice(events):
    paid = find(events, "payment.settled")
    paid["fen"] //= 2
    events.insert(events.index(paid) + 1, copy.deepcopy(paid))


@falsified("is signed, expected accepted")
def it_is_paid_before_acceptance(events):
    paid = find(events, "payment.settled")
    move(events, paid, before=find(events, "delivery.accepted"))


@falsified("accepted without a delivery")
def a_delivery_is_made_up(events):
    events.remove(find(events, "delivery.made"))


@falsified("expected the award that was made last")
def another_bid_is_confirmed(events):
    find(events, "award.confirmed")["bid"] = "00" * 32


@falsified("expected a second notice only after")
def a_second_notice_has_no_first(events):
    find(events, "need.published", 2)["first"] = "ZX-2026-0099"


@falsified("expected a deadline at least 3 days")
def the_notice_was_too_short(events):
    need = find(events, "need.published")
    need["at"] = shift(need["deadline"], days=-2)


@falsified("expected version 2, found 3")
def a_version_is_skipped(events):
    find(events, "need.amended")["version"] = 3


@falsified("expected log.genesis as line 1")
def the_beginning_is_cut_off(events):
    del events[0]


@falsified("expected a time not long before")
def time_goes_back(events):
    find(events, "contract.signed")["at"] = shift(find(events, "contract.signed")["at"], hours=-2)


@falsified("a field is missing or malformed")
def a_field_is_missing(events):
    del find(events, "need.closed")["root"]


@falsified("a field is missing or malformed")
def a_field_is_of_another_kind(events):
    find(events, "bid.opened")["plain"] = None


@falsified("expected the score")
def a_score_is_raised(events):
    find(events, "score.published")["score_centi"] += 1


@falsified("the score's votes are not those on the record")
def a_bad_mark_is_left_out_of_the_score(events):
    find(events, "score.published")["inputs"]["votes"][0]["scores"]["fee"] = 5


@falsified("the score's deliveries are not those on the record")
def a_late_delivery_is_forgiven(events):
    find(events, "delivery.accepted")["days_late"] = 3


@falsified("expected the buyer to rate")
def somebody_else_rates(events):
    find(events, "rating.recorded")["rater"] = "91350100M000100Y43"


def test_a_true_history_holds(tmp_path):
    assert findings(an_export(tmp_path, TRUE)) == []


def test_there_are_at_least_forty_kinds_of_falsification():
    assert len(FALSIFIED) >= 40


@pytest.mark.parametrize(("change", "says"), FALSIFIED)
def test_a_falsified_copy_signed_again_is_caught_and_named(tmp_path, change, says):
    events = copy.deepcopy(TRUE)
    change(events)
    found = findings(an_export(tmp_path, events))
    assert any(says in each for each in found), found
    assert all(each.startswith(("entries.jsonl line ", str(tmp_path))) for each in found)


# What the key does not help against: the files themselves


def edit(folder, name, change):
    file = folder / name
    file.write_bytes(change(file.read_bytes()))
    return findings(folder)


def test_one_changed_byte_breaks_the_root(tmp_path):
    found = edit(an_export(tmp_path, TRUE), "entries.jsonl", lambda raw: raw.replace(b'"title"', b'"titel"', 1))
    assert any("is not the signed one" in each for each in found)


@pytest.mark.parametrize("change", [lambda lines: lines[:-1], lambda lines: [*lines, lines[-1]]], ids=["dropped", "doubled"])
def test_a_dropped_or_doubled_last_line_is_missed_by_the_size(tmp_path, change):
    folder = an_export(tmp_path, TRUE)
    found = edit(folder, "entries.jsonl", lambda raw: b"".join(change(raw.splitlines(keepends=True))))
    assert any(f"expected {len(TRUE)} entries" in each for each in found)


@pytest.mark.parametrize("name", ["entries.jsonl", "checkpoint", "trust.json"])
def test_a_missing_file_is_a_sentence(tmp_path, name):
    folder = an_export(tmp_path, TRUE)
    (folder / name).unlink()
    assert any(name in each and "expected this file" in each for each in findings(folder))


@pytest.mark.parametrize("name", ["entries.jsonl", "checkpoint", "trust.json"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"null", b"[]", b"{}", b"a\nb\n\nc d e f\n", b"a\n1\nAA==\n\n- x y\n"])
def test_a_malformed_file_is_a_sentence_never_a_traceback(tmp_path, name, content):
    folder = an_export(tmp_path, TRUE)
    (folder / name).write_bytes(content)
    done = subprocess.run([sys.executable, str(folder / "verify.py"), str(folder)], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "expected" in done.stdout


def test_a_line_that_is_no_entry_is_named_with_its_number(tmp_path):
    found = edit(an_export(tmp_path, TRUE), "entries.jsonl", lambda raw: raw.replace(b'{"at"', b"[1]\n" + b'{"at"', 1))
    assert any(each.startswith("entries.jsonl line 1 (entry)") for each in found)


def test_another_key_does_not_sign_for_this_log(tmp_path):
    folder = an_export(tmp_path, TRUE)
    (folder / "trust.json").write_text(json.dumps({"origin": "market.example/log", "key": "11" * 32}))
    assert any("signed by the key in trust.json" in each for each in findings(folder))


def test_an_older_checkpoint_shows_that_history_was_rewritten(tmp_path):
    before = an_export(tmp_path / "before", TRUE[:-5])
    assert findings(an_export(tmp_path / "now", TRUE), checkpoints=[before / "checkpoint"]) == []
    rewritten = [event for event in TRUE if event is not find(TRUE, "org.suspended")]
    found = findings(an_export(tmp_path / "rewritten", rewritten), checkpoints=[before / "checkpoint"])
    assert any("is not the signed one" in each for each in found)


def a_receipt(entry):
    body = {"v": "receipt/1", "bid": "ab" * 32, "entry": entry, "key": PUBLIC}
    return json.dumps({**body, "sig": KEY.sign(b"receipt/1\n" + canonical(body)).hex()})


def test_a_receipt_proves_a_bid_that_was_kept_off_the_record(tmp_path):
    from hashlib import sha256

    sealed = find(TRUE, "bid.sealed", 3)
    receipt = tmp_path / "receipt.json"
    receipt.write_text(a_receipt(sha256(canonical(sealed)).hexdigest()))
    assert findings(an_export(tmp_path / "true", TRUE), receipts=[receipt]) == []
    without = [event for event in TRUE if event is not sealed]
    found = findings(an_export(tmp_path / "false", without), receipts=[receipt])
    assert any("took this bid in, and it is not on the record" in each for each in found)
    receipt.write_text(receipt.read_text().replace("ab" * 32, "cd" * 32))
    assert any("expected a receipt signed" in each for each in findings(tmp_path / "true", receipts=[receipt]))


def test_the_verifier_is_short_and_stands_on_the_standard_library_alone(tmp_path):
    own = {script.stem for script in VERIFIER.rglob("*.py")}
    for script in VERIFIER.rglob("*.py"):
        lines = script.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 300
        imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
        assert {name.split(".")[0] or "decision" for name in imported} <= own | {"decision"} | sys.stdlib_module_names
    folder = an_export(tmp_path, TRUE)
    done = subprocess.run([sys.executable, "-S", str(folder / "verify.py"), str(folder)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("All holds: ")
