"""The zip container: what is refused and why, what a changed package keeps, and saving in one step."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest

from gxxl.hosts.package import CONTENT_TYPES, LARGEST_FILE, Package, Refused, save
from gxxl.hosts.records import LARGEST_PART, MOST_MEMBERS

BIFF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(parts: Mapping[str, bytes] | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members after the one every package has."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", method) as file:
        for name, content in {CONTENT_TYPES: b"<Types/>", **(parts or {})}.items():
            file.writestr(zipfile.ZipInfo(name, (2024, 1, 5, 8, 30, 0)), content, method)
    return held.getvalue()


def stream(name: str) -> bytes:
    """An OLE file with a stream of that name."""
    return BIFF + name.encode("utf-16-le") + bytes(8)


def twice() -> bytes:
    """A zip in which a part stands twice."""
    return zipped({"xl/a.xml": b"1", "xl/b.xml": b"2"}).replace(b"xl/b.xml", b"xl/a.xml")


def overlapping() -> bytes:
    """A zip whose first member reaches into the second, as in bombs that inflate the same bytes again and again."""
    data = bytearray(zipped({"xl/a.xml": b"1" * 99, "xl/b.xml": b"1" * 99}))
    data[data.rfind(b"xl/a.xml") - 26] += 60
    return bytes(data)


def encrypted() -> bytes:
    """A zip whose members need a password."""
    data = bytearray(zipped({"xl/workbook.xml": b"<x/>"}))
    at = data.find(b"PK\1\2")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\1\2", at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "key", "seems"),
    [
        (b"", "empty", None),
        (stream("Workbook"), "not a workbook", "旧版 Excel 文件（.xls）"),
        (stream("EncryptedPackage"), "not a workbook", "加了打开密码的文件"),
        (stream("WordDocument"), "not a workbook", "旧版 Word 文件（.doc）"),
        (zipped({"word/document.xml": b"<x/>"}), "not a workbook", "Word 文件"),
        (zipped({"xl/workbook.bin": b"\0"}), "not a workbook", "二进制工作簿（.xlsb）"),
        (zipped().replace(b"[Content", b"[content"), "not a workbook", "压缩包"),
        (encrypted(), "not a workbook", "加了密码的压缩包"),
        (b"%PDF-1.7", "not a workbook", "PDF 文件"),
        (b"\xef\xbb\xbf<html>", "not a workbook", "网页或 XML 文件"),
        (b"2023,1,2", "not a workbook", "其他格式的文件"),
        (zipped({"xl/a.xml": os.urandom(999)})[:-200], "damaged", None),
        (zipped()[:20], "damaged", None),
        (b"PK", "damaged", None),
        (twice(), "hostile", None),
        (zipped({"xl/a.xml": b"1", "XL/A.xml": b"2"}), "hostile", None),
        (zipped({f"xl/{n}": b"" for n in range(MOST_MEMBERS)}, zipfile.ZIP_STORED), "hostile", None),
        (overlapping(), "hostile", None),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_it_seems_to_be(data: bytes, key: str, seems: str | None) -> None:
    """Content decides, never the name; an old or locked file is named so that the clerk knows what to do."""
    with pytest.raises(Refused) as refusal:
        Package(data)

    assert (refusal.value.key, refusal.value.slots.get("seems")) == (key, seems)


def spoilt(name: bytes, change: Callable[[bytearray, int], None]) -> Package:
    """A package with one central record changed."""
    data = bytearray(zipped({"xl/a.xml": b"abc" * 99}))
    change(data, data.rfind(name) - 46)
    return Package(bytes(data))


def wrong_crc(data: bytearray, at: int) -> None:
    """Another CRC than that of the content."""
    data[at + 16] ^= 1


def shorter(data: bytearray, at: int) -> None:
    """Fewer bytes than the stream has."""
    data[at + 20] -= 3


def other_method(data: bytearray, at: int) -> None:
    """A way of compressing nobody uses in a workbook."""
    data[at + 10] = 12


@pytest.mark.parametrize("change", [wrong_crc, shorter, other_method])
def test_a_damaged_member_is_refused_when_it_is_read(change: Callable[[bytearray, int], None]) -> None:
    """CRC, length and method are checked; the other members still read."""
    package = spoilt(b"xl/a.xml", change)

    assert package.part(CONTENT_TYPES) == b"<Types/>"
    with pytest.raises(Refused) as refusal:
        package.part("xl/a.xml")
    assert refusal.value.key == "damaged"


@pytest.mark.parametrize("declared", [LARGEST_PART + 1, 5])
def test_a_bomb_is_refused_whatever_size_it_declares(declared: int) -> None:
    """Members are inflated in bounds; a small number in the directory does not help."""
    data = bytearray(zipped({"xl/a.xml": bytes(LARGEST_PART + 1)}))
    at = data.rfind(b"xl/a.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", declared)

    with pytest.raises(Refused) as refusal:
        Package(bytes(data)).part("xl/a.xml")
    assert refusal.value.key == "hostile"


def test_many_large_members_are_refused_together() -> None:
    """What one package may inflate in all is bounded too."""
    package = Package(zipped({f"xl/{n}": bytes(LARGEST_PART) for n in range(9)}))

    with pytest.raises(Refused) as refusal:
        [package.part(name) for name in package.names()]
    assert refusal.value.key == "hostile"


def test_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    """Missing, no file, too large: a file of 200 MB is not opened at all."""
    large = tmp_path / "large.xlsx"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    cases = {tmp_path / "none.xlsx": "missing", tmp_path: "unreadable", large: "too large"}

    for path, key in cases.items():
        with pytest.raises(Refused) as refusal:
            Package.open(path)
        assert refusal.value.key == key
    assert refusal.value.slots == {"limit": str(LARGEST_FILE // 1024**2)}


def test_a_package_outlives_its_file(tmp_path: Path) -> None:
    """The bytes are read once; parts come from memory."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped({"xl/a.xml": b"<a/>"}))
    package = Package.open(path)
    path.unlink()

    assert package.names() == (CONTENT_TYPES, "xl/a.xml")
    assert package.part("xl/a.xml") == b"<a/>"


def test_nothing_replaced_is_the_same_bytes() -> None:
    """An edit-free pass gives the file back."""
    data = zipped({"xl/a.xml": b"<a/>"})

    assert Package(data).replaced({}) == data
    assert Package(data).replaced({}, drop={"xl/none.xml"}) == data


def records(data: bytes) -> dict[str, tuple[object, ...]]:
    """Per member its raw bytes and what the directory says of it, as zipfile reads them."""
    found: dict[str, tuple[object, ...]] = {}
    with zipfile.ZipFile(BytesIO(data)) as file:
        for info in file.infolist():
            start = info.header_offset
            name, extra = struct.unpack_from("<2H", data, start + 26)
            raw = data[start : start + 30 + name + extra + info.compress_size]
            found[info.filename] = (raw, info.date_time, info.flag_bits, info.extra, info.external_attr, info.comment)
    return found


def test_untouched_members_keep_their_bytes() -> None:
    """Raw data, order, date, flags, extra and comment stay; only what was replaced is new, and the zip is sound."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name in (CONTENT_TYPES, "xl/a.xml", "xl/空.xml", "xl/b.xml"):
            info = zipfile.ZipInfo(name, (2019, 3, 4, 5, 6, 8))
            info.extra, info.comment = b"\x99\x99\x02\0ab", b"note"
            info.external_attr = 0o600 << 16
            file.writestr(info, b"<x>1</x>" * 50, zipfile.ZIP_STORED if "空" in name else zipfile.ZIP_DEFLATED, 1)
        file.comment = b"whole"
    before = held.getvalue()

    after = Package(before).replaced({"xl/a.xml": b"<new/>"}, drop={"xl/b.xml"})

    old, new = records(before), records(after)
    assert list(new) == [CONTENT_TYPES, "xl/a.xml", "xl/空.xml"]
    assert [name for name in new if new[name] != old[name]] == ["xl/a.xml"]
    assert new["xl/a.xml"][1:] == old["xl/a.xml"][1:]
    with zipfile.ZipFile(BytesIO(after)) as file:
        assert file.testzip() is None
        assert file.read("xl/a.xml") == b"<new/>"
        assert file.comment == b"whole"


def test_sizes_after_the_data_and_zip64_fields_are_understood() -> None:
    """Streaming writers put the sizes behind the data or into ZIP64 fields; both read, copy and change."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    held = Pipe()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name in (CONTENT_TYPES, "xl/a.xml", "xl/b.xml"):
            with file.open(name, "w", force_zip64=name != CONTENT_TYPES) as member:
                member.write(b"<x/>")
    package = Package(held.getvalue())

    with zipfile.ZipFile(BytesIO(package.replaced({"xl/a.xml": b"<new/>"}))) as file:
        assert {name: file.read(name) for name in package.names()} == {
            CONTENT_TYPES: b"<x/>",
            "xl/a.xml": b"<new/>",
            "xl/b.xml": b"<x/>",
        }
        assert file.testzip() is None


def test_a_new_member_comes_last() -> None:
    """A part that was not there is added at the end."""
    with zipfile.ZipFile(BytesIO(Package(zipped()).replaced({"xl/新.xml": b"<a/>"}))) as file:
        assert file.namelist() == [CONTENT_TYPES, "xl/新.xml"]
        assert zlib.crc32(b"<a/>") == file.getinfo("xl/新.xml").CRC


def test_saving_replaces_the_file_in_one_step(tmp_path: Path) -> None:
    """The new file stands in the old one's place with its permissions; nothing else is left in the folder."""
    path = tmp_path / "年报.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)

    save(path, b"new")
    save(tmp_path / "另.xlsx", b"other")

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == ["另.xlsx", "年报.xlsx"]


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk or a file held open costs nothing: the old file stays, the half-written one goes."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def held_open(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fsync", held_open)
    with pytest.raises(PermissionError):
        save(path, b"new")
    monkeypatch.undo()
    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(PermissionError):
        save(path, b"new")

    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
