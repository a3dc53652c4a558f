"""Each bad file of tests/sealing/bad_input.py comes, through the ordinary verbs, and has its one outcome."""

from __future__ import annotations

import logging

import pytest
from django.db import connection

from bidding.actions.bids.hand_in_file import hand_in_file
from bidding.models import SealedFile
from bidding.rules.plan_files import MOST_WAITING
from ledger.reads import recorded_facts
from sealing.plan import LARGEST_FILE, file_name_of
from tests.makers import bidding as needs
from tests.makers import experts
from tests.makers import plan_files as make
from tests.makers.bids import a_bidder, reach_the_deadline
from tests.sealing.bad_input import FILES_AT_THE_DOOR, FILES_AT_THE_OPENING
from tests.sealing.test_bad_input import outcome_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


@pytest.mark.parametrize("what", FILES_AT_THE_DOOR)
def test_a_bad_file_is_refused_at_the_door(what: str) -> None:
    need, agency = experts.a_need_with_plans()[0], a_bidder()
    cipher, line = make.a_file()
    name = line["sha256"]
    if "20 MiB" in what or "empty" in what:
        cipher = bytes(LARGEST_FILE + 17 if "20 MiB" in what else 16)
        name = file_name_of(cipher)
    elif "cut short" in what:
        cipher = cipher[:-1]
    elif "no plans" in what:
        need = needs.an_open_need()
    elif "at the deadline" in what:
        reach_the_deadline(need)
    elif "thirty-first" in what:
        for number in range(MOST_WAITING):
            other = bytes([number]) * 17
            hand_in_file(actor=agency, number=need.number, cipher=other, sha256=file_name_of(other))
    before = SealedFile.objects.count()
    if "bid that names" in what:
        said = outcome_of(lambda: make.a_bid_with_files(need, agency, names=[name]))
    else:
        said = outcome_of(lambda: hand_in_file(actor=agency, number=need.number, cipher=cipher, sha256=name))
    assert said.startswith(FILES_AT_THE_DOOR[what])
    assert SealedFile.objects.count() == before


@pytest.mark.parametrize("what", FILES_AT_THE_OPENING)
def test_a_plan_counts_without_a_file_that_is_not_read(what: str, caplog) -> None:
    need, _ = experts.a_need_with_plans(70_000, 90_000)
    agency, whole = a_bidder(), make.a_file()
    crooked = {"another key": {"key": whole[1]["key"]}, "another size": {"size": 5}, "another type": {"type": "image/png"}}
    bad = make.a_file(**next((change for words, change in crooked.items() if words in what), {}))
    names = make.hand_in(need, agency, whole, *([] if "did not come" in what else [bad]))
    make.a_bid_with_files(need, agency, bad, whole, names=names)
    stored = SealedFile.objects.filter(sha256=bad[1]["sha256"])
    if "lost" in what:
        stored.delete()
    elif "changed where" in what:
        with connection.cursor() as cursor:  # whoever is superuser can
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("UPDATE bidding_sealedfile SET cipher = 'another' WHERE sha256 = %s", [bad[1]["sha256"]])
            cursor.execute("SET session_replication_role = DEFAULT")
    with caplog.at_level(logging.WARNING):
        experts.closed_and_drawn(need)
    opened = {fact["bidder"]: fact.get("files") for fact in recorded_facts("plan.opened", need.number)}
    outcome = FILES_AT_THE_OPENING[what]
    assert opened[agency.uscc] == [
        {"sha256": bad[1]["sha256"], "outcome": outcome},
        {"sha256": whole[1]["sha256"], "outcome": "read"},
    ]
    assert f"{bad[1]['sha256']}: {outcome}" in caplog.text
    assert not recorded_facts("plan.void", need.number)
