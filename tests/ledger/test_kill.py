"""A sequencer that is killed in the middle loses nothing, doubles nothing and leaves no gap."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, connections

from kernel.actors import SCHEDULER
from ledger import merkle
from ledger.models import Checkpoint, Entry, Pending
from ledger.record import record
from ledger.sequencer import sequence_all

ROOT = Path(__file__).parents[2]
WRITERS, EACH, KILLS = 3, 150, 3


def some_sequencers(keys_dir, many):
    """Processes that sequence against the test's database; all are at work when this returns."""
    settings = connection.settings_dict
    url = f"postgresql://{settings['USER']}:@/{settings['NAME']}?host={settings['HOST']}"
    code = (
        "import django; django.setup(); from ledger.sequencer import sequence_batch; import time\n"
        "print('up', flush=True)\nwhile True:\n    sequence_batch(20) or time.sleep(0.01)"
    )
    environment = {**os.environ, "DATABASE_URL": url, "KEYS_DIR": str(keys_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", code]
    processes = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) for _ in range(many)]
    for each in processes:
        each.stdout.readline()
    return processes


def kill_9(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def write(acknowledged, number):
    try:
        for n in range(EACH):
            acknowledged.append(record(SCHEDULER, "bid.sealed", {"need": f"ZX-2026-{number:04d}", "seq": n}).pending_id)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_kill_9_in_the_middle_of_the_load_loses_nothing(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    acknowledged: list[int] = []
    writers = [threading.Thread(target=write, args=(acknowledged, n)) for n in range(WRITERS)]
    chance = random.Random(5)
    sequencers = some_sequencers(settings.KEYS_DIR, KILLS + 1)  # all compete; one works at a time
    for writer in writers:
        writer.start()
    in_the_middle = 0
    for victim in sequencers[:KILLS]:
        time.sleep(0.02 + chance.random() / 20)
        kill_9(victim)
        in_the_middle += len(acknowledged) < WRITERS * EACH
    for writer in writers:
        writer.join()
    kill_9(sequencers[KILLS])
    assert in_the_middle == KILLS
    sequence_all()
    assert len(acknowledged) == WRITERS * EACH
    ordered = list(Entry.objects.order_by("idx").values_list("idx", "pending_id", "leaf"))
    assert [idx for idx, _, _ in ordered] == list(range(len(acknowledged) + 1))
    assert sorted(pending for _, pending, _ in ordered) == [0, *sorted(acknowledged)]
    assert not Pending.objects.exists()
    leaves = [bytes(leaf) for _, _, leaf in ordered]
    points = list(Checkpoint.objects.order_by("size"))
    assert len(points) >= 2
    for point in points:
        assert merkle.root_of(leaves[: point.size]) == bytes(point.root)
