"""The public record: everybody reads it, nobody writes to it."""

from kernel.actors import SCHEDULER
from ledger.record import record
from ledger.sequencer import sequence_all
from tests.access.matrix import DONE, WRONG, Row, World


def one_entry(*arguments: int):
    def at(world: World) -> list[int]:
        record(SCHEDULER, "need.finished", {"need": "ZX-2026-0001"})
        sequence_all()
        return list(arguments)

    return at


READ_ONLY = {"get": {DONE: "*"}, "post": {WRONG: "*"}}
ROWS = [
    Row("record", at=one_entry(), **READ_ONLY),
    Row("record_entry", at=one_entry(1), **READ_ONLY),
    Row("record_entries", at=one_entry(), **READ_ONLY),
    Row("record_checkpoint", at=one_entry(), **READ_ONLY),
    Row("record_trust", at=one_entry(), **READ_ONLY),
    Row("record_verifier", **READ_ONLY),
    Row("record_check", at=one_entry(), **READ_ONLY),
    Row("record_receipt", **READ_ONLY),
    Row("sealing_programs", **READ_ONLY),
    Row("sealing_offline", **READ_ONLY),
    Row("record_cosignatures", at=one_entry(), get={WRONG: "*"}, post={DONE: "*"}),
    Row("record_consistency", at=one_entry(1, 2), **READ_ONLY),
]
