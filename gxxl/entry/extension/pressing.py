"""A button pressed: the worker asked, its calls answered from the workbook, every end told in an infobar."""

from __future__ import annotations

import sys
import traceback
from typing import Any

from .folders import choose_folder, show_book
from .link import Gone, Link
from .settings import settings, words
from .workbook import Locked, Workbook

TOLD, WRONG = 0, 3
"""com.sun.star.frame.InfobarType INFO and DANGER."""

BAR = "gxxl"

OURS = ("edition", "layout", "organ", "requests")
"""Names every workbook of ours has."""


class Button:
    """What a press needs: words, and the one worker of this office."""

    def __init__(self) -> None:
        self.words = words()
        self.link: Link | None = None

    def key_of(self, caption: str) -> str | None:
        """The action behind a caption."""
        found: str | None = {text: key for key, text in self.words["buttons"].items()}.get(caption)
        return found

    def start(self) -> Link:
        """The worker, started if there is none. Raises Gone."""
        if self.link is None or not self.link.alive():
            self.link = Link(settings())
        return self.link

    def press(self, context: Any, document: Any, key: str) -> None:
        """Do the action `key` to a document; the person sees one bar with what came of it."""
        caption = self.words["buttons"][key]
        refusal = self._refusal(document)
        finish_typing(context, document)
        if refusal:
            say(document, caption, refusal, WRONG)
            return
        errand = Errand(context, document, caption, self.words["said"])
        try:
            failed = self.start().run(key, errand.answer)
        except Gone as gone:
            failed = self.words["said"][gone.args[0]]
        except Exception:  # noqa: BLE001 - whatever happens, the office goes on
            traceback.print_exc(file=sys.stderr)
            failed = self.words["said"]["gone"]
            if self.link is not None:
                self.link.end()
        if failed:
            say(document, caption, errand.refused or failed, WRONG)

    def _refusal(self, document: Any) -> str | None:
        if not is_ours(document):
            return str(self.words["said"]["strange"])
        if document.isReadonly():
            return str(self.words["said"]["readonly"])
        return None


class Errand:
    """One action of the worker on one document; `refused` says why the office could not do its part."""

    def __init__(self, context: Any, document: Any, caption: str, said: dict[str, str]) -> None:
        self.context = context
        self.document, self.caption, self.said = document, caption, said
        self.workbook = Workbook(document)
        self.refused: str | None = None

    def answer(self, call: dict[str, Any]) -> Any:
        """Carry out one call; `null` tells the worker that it failed."""
        try:
            return getattr(self, "_" + call["call"])(**{name: given for name, given in call.items() if name != "call"})
        except Locked as locked:
            self.refused = self.said["password"].format(sheet=locked.args[0])
            return None
        except Exception:  # noqa: BLE001 - an exception of UNO; the workbook is as it was
            traceback.print_exc(file=sys.stderr)
            self.refused = self.said["unwritten"]
            return None

    def _read(self, names: list[str]) -> Any:
        return self.workbook.read(names)

    def _folder(self) -> str:
        return self.workbook.folder()

    def _apply(self, steps: list[list[Any]]) -> bool:
        self.workbook.apply(self.caption, steps)
        return True

    def _show(self, at: list[Any]) -> bool:
        self.workbook.show(*at)
        return True

    def _tell(self, text: str) -> bool:
        say(self.document, self.caption, text, TOLD)
        return True

    def _choose(self, text: str) -> str:
        return choose_folder(self.context, text)

    def _open(self, path: str) -> bool:
        show_book(self.context, path)
        return True

    def _waiting(self) -> bool:
        return True


def finish_typing(context: Any, document: Any) -> None:
    """Enter what stands in a cell that is being edited: recalculating does that, and nothing else here."""
    if document.CurrentController is not None:
        helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        helper.executeDispatch(document.CurrentController.Frame, ".uno:Calculate", "", 0, ())


def is_ours(document: Any) -> bool:
    """Whether a document is a workbook made from our template."""
    if document is None or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        return False
    names = document.NamedRanges
    return all(names.hasByName(name) for name in OURS)


def say(document: Any, caption: str, text: str, kind: int) -> None:
    """One bar above the sheet; the one before it goes."""
    controller = document.CurrentController if document is not None else None
    if controller is None or not controller.Frame.ContainerWindow.isVisible():
        return
    if controller.hasInfobar(BAR):
        controller.removeInfobar(BAR)
    controller.appendInfobar(BAR, caption, text, kind, (), True)
