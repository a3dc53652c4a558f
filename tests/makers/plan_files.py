"""Plans with files: encrypted as the browser does it, handed in, and named by the bid."""

from __future__ import annotations

from typing import Any

from bidding.actions.bids.hand_in_file import hand_in_file
from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Bid, Need
from kernel.actors import Actor
from sealing.envelope import seal
from sealing.plan import file_name_of, lock_file
from tests.makers import bids as make
from tests.makers import experts

PDF = b"%PDF-1.7 the way we measure, canary-51b0c: six points along the canal, twice a day"

type File = tuple[bytes, dict[str, Any]]


def a_file(content: bytes = PDF, **changed: Any) -> File:
    """A ciphertext and its line for the plan; `changed` is what a crooked client writes there."""
    cipher, key = lock_file(content)
    said = {"name": "文件1.pdf", "type": "application/pdf", "size": len(content), "sha256": file_name_of(cipher), "key": key}
    return cipher, {**said, **changed}


def hand_in(need: Need, agency: Actor, *files: File) -> list[str]:
    """The ciphertexts come in; their names as the bid gives them."""
    return sorted(
        hand_in_file(actor=agency, number=need.number, cipher=cipher, sha256=file_name_of(cipher)).sha256 for cipher, _ in files
    )


def a_bid_with_files(need: Need, agency: Actor, *files: File, names: list[str] | None = None, seq: int = 1) -> Bid:
    """A bid whose plan names these files. `names`: the ciphertexts said to come with it, by default all, handed in before."""
    named = hand_in(need, agency, *files) if names is None else names
    need = Need.objects.get(pk=need.pk)
    said: dict[str, Any] = {"need": need.number, "bidder": agency.uscc, "seq": seq}
    price, _ = seal({"v": "bid/1", "amount_fen": 80_000 * make.YUAN}, **said, trustees=need.trustees)
    plain: dict[str, Any] = {"v": "plan/1", "text": "见文件。", "files": [line for _, line in files]}
    plan, _ = seal(plain, **said, trustees=need.trustees["lots"]["technical"], lot="technical")
    return submit_bid(actor=agency, number=need.number, envelope=price, plan=plan, files=named)


def a_need_whose_plans_have_files(*files: File, pool: int = 5) -> tuple[Need, Actor]:
    """A need in scoring of whose three bidders one has a plan with these files (one PDF where none is given); and that bidder."""
    need, _ = experts.a_need_with_plans(70_000, 90_000, pool=pool)
    agency = make.a_bidder()
    a_bid_with_files(need, agency, *(files or (a_file(),)))
    return experts.closed_and_drawn(need), agency
