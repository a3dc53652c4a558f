"""RFC 3797: the worked example of its section 6, and the table of its section 3.3."""

import pytest

from draws.rfc3797 import bits_needed, digest, key_string, selected

POOL = [
    "John",
    "Mary",
    "Bashful",
    "Dopey",
    "Sleepy",
    "Grouchy",
    "Doc",
    "Sneazy",
    "Handsome",
    "Cassandra",
    "Pollyanna",
    "Pendragon",
    "Pandora",
    "Faith",
    "Hope",
    "Charity",
    "Lee",
    "Longsuffering",
    "Chastity",
    "Smith",
    "Pride",
    "Sloth",
    "Envy",
    "Anger",
    "Kasczynski",
]
KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"
DIGESTS = [
    "990DD0A5692A029A98B5E01AA28F3459",
    "3691E55CB63FCC37914430B2F70B5EC6",
    "FE814EDF564C190AC1D25753979990FA",
    "1863CCACEB568C31D7DDBDF1D4E91387",
    "F4AB33DF4889F0AF29C513905BE1D758",
    "13EAEB529F61ACFB9A29D0BA3A60DE4A",
    "992DB77C382CA2BDB9727001F3CDCCD9",
    "63AB4258ECA922976811C7F55C383CE7",
    "DFBC5AC97CED01B3A6E348E3CC63F40D",
    "31CB111C4A4EBE9287CEAE16FE51B909",
    "07FA46C122F164C215BBC72793B189A3",
    "AC52F8D75CCBE2E61AFEB3387637D501",
    "53306F73E14FC0B2FBF434218D25948E",
    "B5D1403501A81F9A47318BE7893B347C",
    "85B10B356AA06663EF1B1B407765100A",
    "3269E6CE559ABD57E2BA6AAB495EB9BD",
]


def test_the_key_is_the_one_of_the_example() -> None:
    assert key_string([[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]) == KEY


def test_the_digests_are_those_of_the_example() -> None:
    assert [digest(KEY, turn).hex().upper() for turn in range(16)] == DIGESTS


def test_the_selection_is_the_one_of_the_example() -> None:
    chosen = ["Lee", "Doc", "Mary", "Charity", "Kasczynski", "Envy", "Sneazy", "Anger", "Chastity", "Pandora"]
    assert selected(KEY, POOL, 10) == chosen


@pytest.mark.parametrize(
    ("pool", "bits"), [(20, 18), (25, 22), (30, 25), (35, 28), (40, 30), (50, 34), (60, 37), (75, 40), (100, 44), (120, 47)]
)
def test_the_entropy_needed_is_that_of_the_table(pool, bits) -> None:
    assert bits_needed(pool, 10) == bits


@pytest.mark.parametrize(("pool", "places"), [([], 1), (["a"], 2), (["a"], 0), (["a", "a"], 1)])
def test_a_pool_that_cannot_be_drawn_from_is_refused(pool, places) -> None:
    with pytest.raises(ValueError, match="pool"):
        selected(KEY, pool, places)


@pytest.mark.parametrize("source", [[], [-1]])
def test_a_source_without_numbers_is_refused(source) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        key_string([source])
