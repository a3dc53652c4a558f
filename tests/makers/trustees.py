"""Trustees that stand alone, served over HTTP on this machine, each with a folder and a clock of its own."""

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from kernel import clock
from ledger import keys
from sealing.trustee.daemon import server
from sealing.trustee.trustee import Trustee

ROOT = Path(__file__).parents[2]
NAMES = ("operator", "regulator", "finance", "notary")


class Served:
    """A trustee and its door; `stop` makes it silent."""

    def __init__(self, name, folder, now):
        self.port = 0
        self.name, self.trustee = name, Trustee(folder, keys.public_key(), now)
        self.serve()
        self.told = {"name": name, "url": f"http://127.0.0.1:{self.port}", "key": self.trustee.identity()}

    def serve(self):
        """Open the door: at first anywhere, later again where it was."""
        self.door = server(self.trustee, "127.0.0.1", self.port)
        self.port = self.door.server_address[1]
        Thread(target=self.door.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self):
        self.door.shutdown()
        self.door.server_close()


@contextmanager
def four_trustees(settings, folder, threshold=3):
    """Four trustees in settings.TRUSTEES whose clocks show what `now` in each says; by default the held clock of the test."""
    held = [clock.now()]
    served = [Served(name, folder / name, lambda: held[0]) for name in NAMES]
    settings.TRUSTEES = {"t": threshold, "set": [each.told for each in served]}
    try:
        yield served, held
    finally:
        for each in served:
            each.stop()


class Alone:
    """A trustee in a process of its own, as it runs on a machine of its own: started by its command, ended by SIGKILL."""

    def __init__(self, name: str, folder: Path):
        command = [sys.executable, "-m", "sealing.trustee", "--folder", folder, "--operator", keys.public_key(), "--port", "0"]
        self.process = subprocess.Popen([str(word) for word in command], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        said = re.search(r"trustee (\w{64}) listens on \S+:(\d+)", self.process.stderr.readline())
        assert said, f"the trustee {name} did not start"
        self.told = {"name": name, "url": f"http://127.0.0.1:{said[2]}", "key": said[1]}

    def kill(self) -> None:
        """No goodbye."""
        self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()


@contextmanager
def four_processes(settings, folder, threshold=3):
    """Four trustees in settings.TRUSTEES, each a process with the clock of this machine."""
    started = [Alone(name, folder / name) for name in NAMES]
    settings.TRUSTEES = {"t": threshold, "set": [each.told for each in started]}
    try:
        yield started
    finally:
        for each in started:
            each.kill()
