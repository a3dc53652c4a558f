"""What the site keeps of its witnesses: their lines under its checkpoints."""

from ledger import cosigning
from ledger.models import Checkpoint, Cosignature


def keep_cosignature(*, point: Checkpoint, line: str, witnesses: dict[str, str]) -> str | None:
    """Keep a witness's line under a checkpoint; returns the witness's name, or None if no known witness signed this.

    Args:
        point: the checkpoint.
        line: the signature line (C2SP tlog-cosignature).
        witnesses: the known ones, name to public key in hex.
    """
    text = point.note.partition("\n\n")[0] + "\n"
    signer = next((name for name, key in witnesses.items() if cosigning.is_cosigned(line, text, name, key)), None)
    if signer is not None:
        told = line.rstrip("\n") + "\n"
        Cosignature.objects.get_or_create(size=point.size, witness=signer, defaults={"line": told})
    return signer
