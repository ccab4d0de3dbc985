"""VBA source read out of a file: what Excel wrote and what we wrote, and nothing that is thrown at it gets further."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
import xlwings
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser, decompress_stream

from gxxl.hosts.compound_file import streams
from gxxl.hosts.refused import Refused
from gxxl.hosts.vba_modules import module_sources, unpacked
from gxxl.template.compound import Tree, compound
from gxxl.template.vba_compression import compressed
from gxxl.template.vba_project import WORKBOOK_CLASS, Module, vba_project
from gxxl.template.vba_sources import modules, plain_code

EXCELS = sorted(Path(xlwings.__file__).parent.glob("*.xl[as]m"))
"""Projects saved by Excel itself, compiled code and all, that come with xlwings."""

OURS = vba_project(modules())


def project_of(path: Path) -> bytes:
    """The VBA project of a workbook."""
    return zipfile.ZipFile(path).read("xl/vbaProject.bin")


@pytest.mark.parametrize("path", EXCELS, ids=lambda path: path.name)
def test_what_excel_saved_is_read_as_another_reader_reads_it(path: Path) -> None:
    """Every module of a project with compiled code, letter for letter as olevba has it."""
    found = module_sources(project_of(path))
    other = {
        Path(name).stem: code
        for _, _, name, code in VBA_Parser(str(path)).extract_macros()
        if name.endswith((".bas", ".cls"))
    }

    assert len(EXCELS) >= 3
    assert {name: text.splitlines() for name, text in found.items()} == {
        name: code.splitlines() for name, code in other.items()
    }


def test_what_we_write_is_read_back() -> None:
    """Every module's text as it was given; the same bytes each time."""
    assert module_sources(OURS) == {module.name: module.source.decode() for module in modules()}
    assert vba_project(modules()) == OURS


@given(st.lists(st.sampled_from([b"Sub A()\r\n", b"x = 1\r\n", b"' \xe9\r\n", b"aaaaaaaa", b"q"]), max_size=2000))
def test_packing_is_undone_by_two_readers(words: list[bytes]) -> None:
    """[MS-OVBA] 2.4.1: what is packed comes back, from our reader and from oletools."""
    text = b"".join(words)

    assert unpacked(compressed(text)) == text == bytes(decompress_stream(bytearray(compressed(text))))


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 4095, 4096, 4097, 400_000])
def test_streams_of_every_size_survive(size: int) -> None:
    """Mini stream, sectors, more than one sector of FAT; storages within storages ([MS-CFB] 2.2–2.6)."""
    data = random.Random(size).randbytes(size)
    tree: Tree = {"A": data, "bb": {"c": data, "D": {"e": b"1"}}, **{f"name{number}": b"x" for number in range(40)}}

    found = streams(compound(tree))
    assert (found["A"], found["bb/c"], found["bb/D/e"], len(found)) == (data, data, b"1", 43)


@pytest.mark.parametrize("project", [OURS, *map(project_of, EXCELS)], ids=["ours", *(path.name for path in EXCELS)])
def test_damage_is_refused_and_never_anything_else(project: bytes) -> None:
    """Cut off anywhere, bytes changed anywhere, chains bent into circles: text or Refused, and soon."""
    chance = random.Random(7)
    refused = 0
    for _ in range(150):
        data = bytearray(project)
        for _ in range(chance.choice([1, 3, 20])):
            data[chance.randrange(len(data) if chance.random() < 0.5 else 1024)] = chance.choice([0, 1, 0xFE, 0xFF])
        cut = bytes(data[: chance.choice([len(data), len(data), chance.randrange(len(data))])])
        try:
            module_sources(cut)
        except Refused:
            refused += 1
    assert refused > 20


def _fat_circle() -> bytes:
    """A project whose first directory sector comes after itself."""
    data = bytearray(OURS)
    (directory,) = [int.from_bytes(data[48:52], "little")]
    fat = int.from_bytes(data[76:80], "little")
    at = 512 * (fat + 1) + 4 * directory
    data[at : at + 4] = directory.to_bytes(4, "little")
    return bytes(data)


def _bomb() -> bytes:
    """A dir stream of 4 MB, packed to a thousandth: one sign and copies of it, chunk after chunk."""
    run = b"\x02a" + (0x0FFC).to_bytes(2, "little")
    return b"\x01" + ((0xB000 | (len(run) - 1)).to_bytes(2, "little") + run) * 1000


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", OURS[:511], OURS[:600], _fat_circle(), compound({"VBA": {"dir": b"\x01"}}), compound({"PROJECT": b""}),
     compound({"VBA": {"dir": _bomb()}})],
    ids=["nothing", "zip", "half a header", "no directory", "circle", "empty dir", "no dir", "bomb"],
)  # fmt: skip
def test_hostile_projects_are_refused(data: bytes) -> None:
    """Each in one Refused."""
    with pytest.raises(Refused):
        module_sources(data) or pytest.fail("read")


def test_names_vba_does_not_allow_are_not_written() -> None:
    """A name twice, the project's own name, a digit first, Chinese source, a line too long: ValueError."""
    for bad in (
        [Module("A", ""), Module("a", "")],
        [Module("GxxlReport", "")],
        [Module("1A", "")],
        [Module("A", "' 核查")],
        [Module("A", "x" * 1024)],
    ):
        with pytest.raises(ValueError, match=r".+"):
            vba_project([Module("ThisWorkbook", "", WORKBOOK_CLASS), *bad])


def test_the_normal_form_forgets_spelling_and_nothing_else() -> None:
    """Case, spaces, line ends and attributes may differ; a letter in quotes, an operator, a line may not."""
    text = 'Attribute VB_Name = "M"\r\nSub A()\r\n    x = "ab" & Y\r\nEnd Sub\r\n'
    same = 'attribute vb_name = "M"\n\nsub a( )\n  X="ab"&y\n\tEND SUB\nAttribute A.VB_ProcData.VB_Invoke_Func = "q"\n'

    assert plain_code(same) == plain_code(text)
    for other in (text.replace("ab", "aB"), text.replace("&", "+"), text + "Sub B()\nEnd Sub", text.replace("x", "xx"),
                  text + 'Attribute VB_Name = "M": Shell "x"'):  # fmt: skip
        assert plain_code(other) != plain_code(text)


def test_a_project_is_an_archive_another_reader_finds_sound() -> None:
    """No defect to olefile, and the streams [MS-OVBA] 2.2 wants."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(OURS), raise_defects=olefile.DEFECT_UNSURE) as file:
        assert file.parsing_issues == []
        assert {"VBA/dir", "VBA/_VBA_PROJECT", "PROJECT", "PROJECTwm"} <= {"/".join(path) for path in file.listdir()}
        assert not [path for path in file.listdir() if "__SRP" in path[-1]]
