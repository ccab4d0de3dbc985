"""Rosters: every encoding, either language of headings, the tree, what is wrong with a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gxxl.collecting.roster import BadRoster, Organ, below, read_roster, roster_of, top_of, tree
from tests.collecting.returned import ROSTER

CHINESE = (
    "单位名称,别名,级别,上级单位,类型,联系人,截止日期\n甲县教育局,教育局；教体局,县级,甲县,部门,王,2027年1月15日\n"
)
ENGLISH = "name\taliases\tlevel\tparent\tkind\tcontact\tdeadline\n甲县教育局\t教育局、教体局\tcounty\t甲县\tdepartment\t王\t2027-1-15\n"
EXPECTED = Organ("甲县教育局", ("教育局", "教体局"), "county", "甲县", "department", "王", date(2027, 1, 15))


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_list_is_read_in_every_encoding(text: str, encoding: str, tmp_path: Path) -> None:
    """UTF-8 with BOM or without, UTF-16 (Excel's Unicode text), GB18030; Chinese or English headings."""
    path = tmp_path / "名单.csv"
    path.write_bytes(text.encode(encoding))

    assert read_roster(path).organs == (EXPECTED,)


def test_a_list_is_read_from_a_workbook(tmp_path: Path) -> None:
    """The first sheet of an .xlsx, with a title above the headings and a real date."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in (["报送单位名单"], [], CHINESE.splitlines()[0].split(","),
                ["甲县教育局", "教育局,教体局", "县级", "甲县", "部门", "王", date(2027, 1, 15)]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "名单.xlsx")

    assert read_roster(tmp_path / "名单.xlsx").organs == (EXPECTED,)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["单位", "别名"], ["", ""]], "里没有单位"),
        ([["编号"], ["1"]], "没有“单位名称”一列"),
        ([["单位", "级别"], ["甲局", "部级"]], "甲局的级别写的是“部级”，只能写"),
        ([["单位", "截止日期"], ["甲局", "月底"]], "甲局的截止日期写的是“月底”"),
        ([["单位", "上级"], ["甲局", "乙局"], ["乙局", "甲局"]], "绕了一圈回到自己"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(rows: list[list[str]], words: str) -> None:
    """One Chinese sentence, with what stands there."""
    with pytest.raises(BadRoster, match=words):
        roster_of(rows, "名单.csv")


def test_the_examples_are_a_block_and_a_line() -> None:
    """A county government of 45 organs is 块; 和田地区民政局 and its eight county bureaus are 条."""
    county, bureau = read_roster(ROSTER), read_roster(ROSTER.with_name("和田地区民政局.csv"))

    assert (len(county.organs), county.line, top_of(county)) == (45, "块", "示例县人民政府")
    assert (len(bureau.organs), bureau.line, top_of(bureau)) == (9, "条", "和田地区民政局")
    assert "  民丰县民政局　县级　部门　别名民丰县\n" in tree(bureau)


def test_a_tree_of_any_depth_and_whose_roll_up() -> None:
    """`below` takes an organ's own report and everything under it."""
    rows = [["单位", "上级"], ["甲市", ""], ["乙县", "甲市"], ["丙镇", "乙县"], ["丁局", "甲市"], ["丙镇", "甲市"]]
    roster = roster_of(rows, "名单.csv")

    assert [organ.name for organ in below(roster, "乙县")] == ["乙县", "丙镇"]
    assert len(below(roster, top_of(roster))) == 4
    assert roster.twice == (("丙镇", 2),)
    assert "注意：丙镇出现2次，只计入一次。（R-07）" in tree(roster)
