"""导出: the report as Word and as a page for the portal, beside the workbook; 核查 runs before."""

from __future__ import annotations

from collections.abc import Sequence

from gxxl.edit import Deliver, Edit, Tell
from gxxl.form.model import Form
from gxxl.form.told import DRAFT_LEFT
from gxxl.macros.actions import check_action
from gxxl.sheet import Snapshot


def export_action(snapshot: Snapshot, form: Form) -> Sequence[Edit]:
    """Always works: with an error open the documents say 送审稿 and list on their last page what is open."""
    from gxxl.export.content import document_of, file_name_of
    from gxxl.export.pages import as_page
    from gxxl.export.word import as_word

    edits, examined = check_action(snapshot, form)
    report = examined.taken.report
    document, name = document_of(report, examined.findings), file_name_of(report)
    handed = [Deliver(f"{name}.docx", as_word(document)), Deliver(f"{name}.html", as_page(document).encode("utf-8"))]
    draft = DRAFT_LEFT if document.draft else ""
    said = f"已导出{'、'.join(f'“{file.name}”' for file in handed)}，放在本表所在的文件夹。{draft}"
    return [*edits, *handed, Tell(said)]
