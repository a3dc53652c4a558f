"""Planted bugs of the verifier's suites: what it takes for a suite, for an encapsulation, for a point and for a key."""

from tests.mutants.mutant import Mutant

ALONE = "tests/sealing/test_verifier_algorithms.py::"

SUITES = (
    Mutant(
        "I3",
        "the verifier takes an unknown suite for the default",
        "suites:suite_of",
        "SUITES.get(name) if type(name) is str else None",
        "SUITES.get(name, DEFAULT) if type(name) is str else DEFAULT",
        (f"{ALONE}test_an_unknown_suite_is_none_and_no_guess",),
    ),
    Mutant(
        "I3",
        "the verifier hashes a commitment by SHA-256 under every suite",
        "void:commitment",
        "suite.digest(",
        "__import__('proofs').sha(",
        (f"{ALONE}test_digest_derived_bytes_and_commitment_are_those_of_the_server",),
    ),
    Mutant(
        "I3",
        "the verifier opens an envelope of another suite than its notice",
        "void:void_reason",
        'envelope["suite"] != suite.name',
        "False",
        (f"{ALONE}test_an_envelope_of_another_suite_than_its_notice_is_not_opened",),
    ),
    Mutant(
        "I3",
        "the verifier asks no released key whose it is",
        "suites.pairs:gives",
        "suite.public_of(key) == public",
        "bool(suite.public_of(key))",
        (f"{ALONE}test_a_private_key_gives_its_own_public_key_alone",),
    ),
    Mutant(
        "I3",
        "the verifier weighs all released keys alike, so that two that were exchanged make up for one another",
        "suites.pairs:belong",
        'int.from_bytes(urandom(8), "big")',
        "1",
        (f"{ALONE}test_of_many_keys_those_that_belong_to_another_public_key_are_named",),
    ),
    Mutant(
        "I3",
        "the verifier leaves the keys alone that no void bid asks for",
        "released:foreign",
        "*strays(SUITES[name], pairs)",
        "*()",
        (f"{ALONE}test_a_released_key_of_another_or_none_is_named_by_line_and_trustee",),
    ),
    Mutant(
        "I3",
        "the verifier takes an encapsulation of ML-KEM that was changed",
        "suites.mlkem:decapsulate",
        "if same else",
        "if True else",
        (f"{ALONE}test_ml_kem_gives_openssls_keys_and_secrets_also_of_what_it_rejects_without_saying_so",),
    ),
    Mutant(
        "I3",
        "the verifier takes a point of X25519 that gives everybody one secret",
        "suites.x25519:x25519",
        "if not any(shared):",
        "if False:",
        (f"{ALONE}test_x25519_is_openssls_and_a_point_of_small_order_is_refused_as_there",),
    ),
    Mutant(
        "I3",
        "the verifier takes an SM2 ciphertext whose C3 does not fit",
        "suites.sm:sm2_open",
        "!= cipher[65:97]",
        "== b''",
        (f"{ALONE}test_sm2_opens_the_example_of_the_standard_and_nothing_that_was_changed",),
    ),
)  # fmt: skip
