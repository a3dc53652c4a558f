"""The work of a large export in two processes: one replays; the other looks at the files, then makes checks on which no later line depends."""

# fmt: off
import multiprocessing

from replay import Replay

def work_beside(near, far, look, export, *others):
    """In the second process: looks at the files, then makes checks by the batch. Says each time how many, and whether all holds."""
    near.close()
    odd, market = look(export, *others), Replay()
    far.send((0, not (odd or export.findings)))
    for batch in iter(far.recv, None):
        far.send((market.make(batch, export.lines, export.trust), not market.findings))
    market.keys_belong()
    far.send((0, not market.findings))

class Beside:
    """The second process, as the replay sees it: it takes a batch of checks whenever it has nothing to do."""
    def __init__(self, look, export, *others):
        self.near, far = multiprocessing.Pipe()
        multiprocessing.Process(target=work_beside, args=(self.near, far, look, export, *others), daemon=True).start()
        far.close()
        self.export, self.batches, self.checks, self.sound, self.works = export, [], 0, True, True
    def put(self, batch):
        self.batches.append(batch)
        self.go_on()
    def go_on(self):
        if self.works and self.near.poll():
            self.hear()
        if self.batches and not self.works:
            self.near.send(self.batches.pop())
            self.works = True
    def hear(self):
        checks, sound = self.near.recv()
        self.checks, self.sound, self.works = self.checks + checks, self.sound and sound, False
    def finish(self, market):
        """Shares what is left to check; whether every check that the replay asked for was made, and all holds."""
        own = Replay()
        while self.batches:
            self.go_on()
            if self.batches:
                self.checks += own.make(self.batches.pop(), self.export.lines, self.export.trust)
        if self.works:
            self.hear()
        self.near.send(None)
        own.keys_belong()
        self.hear()
        return self.sound and self.checks == market.checks and not (own.findings or market.findings)

def replay_beside(look, export, *others):
    """The replay of a large export in two processes; None if anything was found: then one alone finds all of it, in order."""
    try:
        beside = Beside(look, export, *others)
        market = Replay(beside)
        market.replay(export.lines, export.trust)
        market.ask()
        return market if beside.finish(market) else None
    except (EOFError, OSError):  # it was ended
        return None
