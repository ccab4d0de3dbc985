"""A workbook of an earlier template is moved into today's once, whoever asks for it, alone or in an archive."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl
from gxxl.intake.files import open_report
from gxxl.intake.last_year import reports_in
from gxxl.intake.moving import move as mover
from gxxl.intake.moving.move import Moved, move
from tests.books import as_read, older_book_of
from tests.conftest import corpus_report


@pytest.fixture
def moves(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the workbooks moved so far."""
    sizes: list[int] = []

    def counted(data: bytes) -> Moved | None:
        sizes.append(len(data))
        return move(data)

    monkeypatch.setattr(mover, "move", counted)
    return sizes


@pytest.mark.parametrize("packed", [False, True], ids=["file", "archive"])
@pytest.mark.parametrize(
    "args",
    [
        ("import", "{old}", "-o", "新.xlsx"),
        ("import", "{old}", "-o", "新.json"),
        ("new", "--organ", "和田地区民政局", "--year", "2024", "--last", "{old}", "-o", "新.xlsx"),
        ("check", "{old}"),
    ],
    ids=["import", "import json", "new", "check"],
)
def test_an_older_workbook_is_moved_once(args: tuple[str, ...], packed: bool, moves: list[int], tmp_path: Path) -> None:
    """W-04: `import`, `new --last` and `check` do the work of moving once."""
    old = older_book_of(corpus_report("hotan-civil-affairs-2023"), tmp_path / "旧.xlsx")
    if packed:
        with zipfile.ZipFile(tmp_path / "旧.zip", "w") as archive:
            archive.write(old, "旧.xlsx")
        old = tmp_path / "旧.zip"

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        done = CliRunner().invoke(gxxl, [arg.format(old=old) for arg in args])
    assert done.exit_code in (0, 1), done.output
    assert len(moves) == 1


def test_the_data_of_an_older_workbook_are_what_it_holds(tmp_path: Path) -> None:
    """`import 旧.xlsx -o 新.json` says the same as reading the workbook does."""
    report = corpus_report("hotan-civil-affairs-2023")
    old, out = older_book_of(report, tmp_path / "旧.xlsx"), tmp_path / "新.json"
    assert CliRunner().invoke(gxxl, ["import", str(old), "-o", str(out)]).exit_code == 0

    read, again = open_report(old).report, open_report(out).report
    assert read
    assert again
    assert as_read(again) == as_read(read) == as_read(report)


def test_older_workbooks_of_one_archive_are_told_of_like_those_beside_each_other(
    moves: list[int], tmp_path: Path
) -> None:
    """W-07 of `reports_in`: the same of every older workbook, each moved once."""
    names = ("hotan-civil-affairs-2023", "hongze-2023")
    books = [older_book_of(corpus_report(name), tmp_path / f"{name}.xlsx") for name in names]
    with zipfile.ZipFile(tmp_path / "旧.zip", "w") as archive:
        for book in books:
            archive.write(book, book.name)

    beside = [one for book in books for one in reports_in(book)]
    packed = reports_in(tmp_path / "旧.zip")
    assert len(moves) == 4
    assert sorted(said[0].problem for _, said in packed) == sorted(said[0].problem for _, said in beside)
