"""What a bidder holds against the record: a receipt."""

# fmt: off
import json

from ed25519 import is_signed
from proofs import canonical, later, sha, unhex

GONE = ("bid.replaced", "bid.withdrawn")

def saying(lines, odd, kind, name, value):
    """The numbers and types of the entries in which a kind is named that say this of themselves."""
    said = ((number, json.loads(line)) for number, line in enumerate(lines, 1) if f'"{kind}"'.encode() in line and number not in odd)
    return [(number, entry.get("type")) for number, entry in said if entry.get(name) == value]

def receipt_told(file, lines, odd):
    """Of a receipt that holds: the line of its bid, and the line at which the record says that this bid was replaced or withdrawn."""
    receipt = file.get("receipt", file)
    line = next(number for number, line in enumerate(lines, 1) if sha(line).hex() == receipt["entry"])
    gone = [(number, kind[4:]) for kind in GONE for number, said in saying(lines, odd, kind, "bid", receipt.get("bid")) if said == kind]
    told = "".join(f"; the record says at line {number} that its bidder has {word} it" for number, word in sorted(gone)[:1])
    return f"the receipt holds: entries.jsonl line {line}{told}"

def receipt_fault(file, trust, lines, odd, latest):
    """Why a receipt, alone or in the file that the site gives with its envelope, does not hold against the record ("" if it does).

    `odd`: the numbers of the lines that are no entries, which say nothing.
    """
    receipt = file.get("receipt", file)
    if not isinstance(receipt, dict):
        return "expected a receipt"
    signed = b"receipt/1\n" + canonical({name: value for name, value in receipt.items() if name != "sig"}).encode()
    try:
        genuine = receipt["key"] == trust["key"] and is_signed(unhex(trust["key"]), signed, unhex(receipt["sig"]))
    except (ValueError, KeyError, TypeError, IndexError):
        genuine = False
    if not genuine:
        return "expected a receipt signed by the key in trust.json"
    if "envelope" in file and sha(canonical(file["envelope"]).encode()).hex() != receipt.get("bid"):
        return "the envelope beside the receipt is not the one that it was signed for"
    if receipt.get("entry") in {sha(line).hex() for line in lines}:
        return ""
    def naming(kind, name):
        return [number for number, _ in saying(lines, odd, kind, name, receipt.get(name))]
    told = naming("bid.sealed", "bid")
    if told:
        return f"entries.jsonl line {told[0]} is not the entry that this receipt was signed for, expected SHA-256 {receipt.get('entry')}"
    if "at" in receipt and latest < later(receipt["at"], minutes=10) and not naming("need.closed", "need"):
        return f"this record ends at {latest}, too early to show a bid of {receipt['at']}: expected a newer export"
    return "the platform took this bid in, and it is not on the record"
