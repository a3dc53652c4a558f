"""Trustees that stand alone, served over HTTP on this machine, each with a folder and a clock of its own."""

from contextlib import contextmanager
from threading import Thread

from kernel import clock
from ledger import keys
from sealing.trustee.daemon import server
from sealing.trustee.trustee import Trustee


class Served:
    """A trustee and its door; `stop` makes it silent."""

    def __init__(self, name, folder, now):
        self.name, self.trustee = name, Trustee(folder, keys.public_key(), now)
        self.door = server(self.trustee, "127.0.0.1", 0)
        Thread(target=self.door.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.told = {"name": name, "url": f"http://127.0.0.1:{self.door.server_address[1]}", "key": self.trustee.identity()}

    def stop(self):
        self.door.shutdown()
        self.door.server_close()


@contextmanager
def four_trustees(settings, folder, threshold=3):
    """Four trustees in settings.TRUSTEES whose clocks show what `now` in each says; by default the held clock of the test."""
    held = [clock.now()]
    served = [Served(name, folder / name, lambda: held[0]) for name in ("operator", "regulator", "finance", "notary")]
    settings.TRUSTEES = {"t": threshold, "set": [each.told for each in served]}
    try:
        yield served, held
    finally:
        for each in served:
            each.stop()
