"""Bidders who go on whatever dies: each sends its envelope again until it has the receipt, and notes it in a file.

`python -m tests.faults.load NUMBER PLAN ACKNOWLEDGED`: a process of its own, with DATABASE_URL of the server that is being killed.
PLAN says who bids where; a line in ACKNOWLEDGED is written only after the commit was acknowledged.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django

PATIENCE = 60.0  # how long a bidder tries to reach a server that is down


def send(actor: Any, need: str, envelope: dict[str, Any]) -> tuple[str, str]:
    """The outcome for the bidder: "bid" with its hash, or "refused"; the line may break at any moment."""
    from django.db import Error, connection

    from bidding.actions.bids.submit_bid import submit_bid
    from kernel.access import NotForYou, NotFound
    from kernel.rulebook import RulesBroken

    until = time.monotonic() + PATIENCE
    while True:
        try:
            bid = submit_bid(actor=actor, number=need, envelope=envelope)
        except (RulesBroken, NotForYou, NotFound) as no:
            return "refused", type(no).__name__
        except Error:
            connection.close()
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return "bid", bid.envelope_hash


def main(number: int, plan: Path, acknowledged: Path) -> None:
    """Bid in need after need, seq after seq, until each need is closed."""
    from market.models import Membership
    from market.reads import actor_from
    from sealing.envelope import seal

    told = json.loads(plan.read_text(encoding="utf-8"))
    me = told["bidders"][number]
    actor = actor_from(Membership.objects.select_related("organisation", "person").get(pk=me["membership"]))
    with acknowledged.open("ab", buffering=0) as notes:
        for need in told["needs"]:
            for seq in range(1, 10_000):
                plain = {"v": "bid/1", "amount_fen": 8_000_000 + seq}
                envelope, _ = seal(plain, need=need["number"], bidder=me["uscc"], seq=seq, trustees=need["trustees"])
                outcome, name = send(actor, need["number"], envelope)
                if outcome == "refused":
                    break
                notes.write(f"{need['number']} {name}\n".encode())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
