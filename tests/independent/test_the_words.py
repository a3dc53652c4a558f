"""Canonical JSON (RFC 8785): every line of a record, and the hard cases, spelt by three other implementations."""

import base64
import importlib
import json
import sys

import rfc8785

from ledger.canonical import canonical
from ledger.export import VERIFIER
from tests.independent.others import ask_go, ask_node, needs_go, needs_npm
from tests.makers.market_day import a_market

sys.path.insert(0, str(VERIFIER))
proofs = importlib.import_module("proofs")
HARD = [
    {"\n": "\b\f\t\r\"\\/", "\u0000": "\u001f\u007f", "é": "\u2028\u2029", "中": "选\U0001f600", "": [], "a": {}},
    {"b": 2**53 - 1, "a": -(2**53 - 1), "c": [True, False, None, 0], "B": "ﬀ", "aa": "\ud7ff\ue000"},
]  # fmt: skip


@needs_go
@needs_npm
def test_every_line_of_a_record_and_the_hard_cases_are_spelt_alike_by_five():
    values = [*a_market().events, *HARD]
    ours = [canonical(value) for value in values]
    assert ours == [rfc8785.dumps(value) for value in values]
    assert ours == [proofs.canonical(value).encode() for value in values]
    go = ask_go({"ask": "canonical", "message": base64.b64encode(line).decode()} for line in ours)
    assert go == [None] * len(values)
    node = ask_node({"ask": "canonical", "text": json.dumps(value)} for value in values)
    assert [each.encode() for each in node] == ours
