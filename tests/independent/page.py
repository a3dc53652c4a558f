"""docs/independent-checks.md: whose code is run against which bytes of ours. Written by `python -m tests.independent.page`."""

import json
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PAGE = Path("docs/independent-checks.md")
ALGORITHMS = "tests/sealing/test_verifier_algorithms.py"
LOG, SEAL, WORDS = (f"tests/independent/test_the_{name}.py" for name in ("log", "seal", "words"))


@dataclass(frozen=True)
class Check:
    """One of our claims, whose code judges it, and the test in which it does."""

    ours: str
    theirs: str
    file: str
    test: str


CHECKS = (
    Check(
        "The exported checkpoint, both witnesses' cosignatures, an inclusion proof of each of 301 entries, a consistency proof "
        "from each of 300 older sizes, as the site serves them",
        "x/mod note, x/mod tlog, formats, merkle",
        LOG,
        "test_go_reads_the_exported_checkpoint_with_its_witnesses_and_the_sites_own_proofs",
    ),
    Check(
        "A changed size, a proof cut short, one for another entry, one from a fork: refused by them, too",
        "x/mod note, x/mod tlog, merkle",
        LOG,
        "test_go_refuses_what_we_refuse",
    ),
    Check(
        "Their roots and proofs hold in our code, for every size from 1 to 100",
        "x/mod tlog",
        LOG,
        "test_the_proofs_that_go_makes_hold_here_for_every_size_up_to_a_hundred",
    ),
    Check(
        "A checkpoint that they sign is one to verify.py, whose Ed25519 is its own",
        "x/mod note, Go crypto/ed25519",
        LOG,
        "test_a_checkpoint_that_go_signs_is_one_to_the_stand_alone_verifier",
    ),
    Check(
        "A bidder's receipt is signed, a changed one is not",
        "Go crypto/ed25519, noble-curves",
        LOG,
        "test_a_receipt_is_signed_for_go_for_noble_and_for_the_verifier_and_a_changed_one_for_none",
    ),
    Check(
        "Every line of a record, and the hard cases of RFC 8785, in one spelling",
        "jcs, canonicalize, rfc8785",
        WORDS,
        "test_every_line_of_a_record_and_the_hard_cases_are_spelt_alike_by_five",
    ),
    Check(
        "Each trustee's share of an envelope (P-256 and X-Wing) opens, and any three of four give the seed",
        "Go crypto/hpke, shamir-secret-sharing",
        SEAL,
        "test_go_opens_every_share_and_the_audited_combine_gives_the_seed",
    ),
    Check(
        "The shares of tests/vectors/sealing.json open; with another header they don't",
        "Go crypto/hpke",
        SEAL,
        "test_go_opens_the_shares_of_the_published_vectors_that_we_open_and_no_other",
    ),
    Check(
        "What they seal opens here and in verify.py, whose P-256, ML-KEM, X25519 and AES-GCM are its own",
        "Go crypto/hpke",
        SEAL,
        "test_what_go_seals_opens_here_and_in_the_stand_alone_verifier",
    ),
    Check(
        "Shares that they make give the secret here and in verify.py",
        "shamir-secret-sharing",
        SEAL,
        "test_the_shares_that_the_audited_split_makes_give_the_secret_here",
    ),
    Check(
        "Public keys of P-256 and SM2, SM3 digests, the SM2 wrapping of a share, the example of GB/T 32918.5",
        "noble-curves, sm-crypto-v2",
        SEAL,
        "test_noble_and_sm_crypto_derive_the_public_keys_and_open_the_sm_wrapping",
    ),
)
PUBLISHED = (
    Check("Selection by RFC 3797", "RFC 3797, section 6, the worked example", "tests/draws/test_rfc3797.py", ""),
    Check("HPKE: key and nonce", "RFC 9180, appendix A", "tests/sealing/test_suites.py", "test_our_unwrapping_comes_to"),
    Check("HPKE key and nonce in both verifiers", "RFC 9180; draft-ietf-hpke-pq", ALGORITHMS, "test_key_and_nonce_of_the_published"),
    Check("X-Wing keys", "draft-connolly-cfrg-xwing-kem", "tests/sealing/test_suites.py", "test_our_x_wing_keys_are"),
    Check("SM2", "GB/T 32918.5", "tests/sealing/test_suites.py", "test_sm2_makes_the_bytes_of_the_standard"),
    Check("The tree", "Certificate Transparency's eight leaves", "tests/ledger/test_merkle.py", "certificate_transparencys_eight_leaves"),
)  # fmt: skip


def versions() -> dict[str, str]:
    """The pinned versions of other people's code, with the names that CHECKS uses."""
    modules = dict(re.findall(r"^\t(\S+) (v\S+)$", (HERE / "go" / "go.mod").read_text(), flags=re.MULTILINE))
    packages = json.loads((HERE / "node" / "package.json").read_text())["dependencies"]
    go = "of the Go that runs (1.26 or later)"
    return {
        "x/mod note": f"golang.org/x/mod/sumdb/note {modules['golang.org/x/mod']}: the Go checksum database's signed notes",
        "x/mod tlog": f"golang.org/x/mod/sumdb/tlog {modules['golang.org/x/mod']}: its tree and proofs",
        "formats": f"github.com/transparency-dev/formats {modules['github.com/transparency-dev/formats']}: checkpoints and "
        "cosignatures of C2SP",
        "merkle": f"github.com/transparency-dev/merkle {modules['github.com/transparency-dev/merkle']}: proofs of RFC 6962",
        "jcs": f"github.com/gowebpki/jcs {modules['github.com/gowebpki/jcs']}: RFC 8785",
        "Go crypto/ed25519": f"crypto/ed25519 {go}",
        "Go crypto/hpke": f"crypto/hpke {go}: RFC 9180, X-Wing among its KEMs",
        "canonicalize": f"npm canonicalize {packages['canonicalize']}: RFC 8785, by one of its authors",
        "rfc8785": f"PyPI rfc8785 {version('rfc8785')}: RFC 8785",
        "noble-curves": f"npm @noble/curves {packages['@noble/curves']}, audited",
        "shamir-secret-sharing": f"npm shamir-secret-sharing {packages['shamir-secret-sharing']}, audited",
        "sm-crypto-v2": f"npm sm-crypto-v2 {packages['sm-crypto-v2']}: SM2 and SM3",
    }


HEAD = """# Other people's code, run against ours

Nobody should judge a record by its maker's own program. These programs are others'; `tests/independent/` runs them against our
bytes, both ways: they read what we make, and we read what they make. The Go program (`tests/independent/go`) and the Node program
(`tests/independent/node`) hold no code of the market. What an outsider writes from the papers alone is run, too: `tests/independent/outsider/` derives each
order, draw, price and award again from [derive.md](derive.md), and the commands of [verify.md](verify.md) do with openssl. Run it: `python -m pytest tests/independent` (needs Go and Node; CI has both).

| what of ours | judged by | test |
|---|---|---|
"""


def page() -> str:
    """The page as it must stand."""
    rows = "\n".join(f"| {each.ours} | {each.theirs} | `{each.file}::{each.test}` |" for each in CHECKS)
    whose = "\n".join(f"- **{name}**: {told}" for name, told in versions().items())
    known = "\n".join(f"| {each.ours} | {each.theirs} | `{each.file}` |" for each in PUBLISHED)
    return (
        f"{HEAD}{rows}\n\n## Whose code\n\n{whose}\n\n## Published vectors\n\n| what of ours | vectors | test |\n|---|---|---|\n"
        f"{known}\n\nNot yet: an outside review of how these pieces are put together (docs/trust.md), and a public witness network.\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
