"""The first run writes its own secrets, once, for the owner's eyes."""

from pathlib import Path

from config.first_run import prepare


def values(file: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in file.read_text().splitlines())


def test_a_first_run_writes_a_random_key_that_only_the_owner_reads(tmp_path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert prepare(one)
    assert prepare(other)
    assert len(values(one)["SECRET_KEY"]) >= 50
    assert values(one)["SECRET_KEY"] != values(other)["SECRET_KEY"]
    assert one.stat().st_mode & 0o777 == 0o600


def test_a_second_run_changes_nothing(tmp_path) -> None:
    file = tmp_path / ".env"
    prepare(file, demo=True)
    before = file.read_text()
    assert not prepare(file, demo=True)
    assert file.read_text() == before


def test_what_the_owner_wrote_stays(tmp_path) -> None:
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=mine\nDATABASE_URL=postgresql://db/zx")
    assert prepare(file, demo=True)
    assert values(file) == {"SECRET_KEY": "mine", "DATABASE_URL": "postgresql://db/zx", "DEMO": "1"}
