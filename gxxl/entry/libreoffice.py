"""The worker LibreOffice keeps beside it (`python -m gxxl.entry.libreoffice`): a line a question, a line an answer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from typing import Any, TextIO

from gxxl.entry.collect_button import KEY, press_collect
from gxxl.entry.guard import LOG, attempt
from gxxl.form.told import FAILED, UNDELIVERED
from gxxl.hosts.libreoffice import LibreOfficeHost, Stopped
from gxxl.hosts.refused import Refused

APOLOGY = FAILED["LibreOffice"].format(log=LOG)


class Line:
    """Questions and answers, a line of JSON each."""

    def __init__(self, questions: TextIO, answers: TextIO) -> None:
        self._questions, self._answers = questions, answers

    def receive(self) -> dict[str, Any] | None:
        """The next message; None when the office is gone."""
        line = self._questions.readline()
        return json.loads(line) if line else None

    def send(self, message: Mapping[str, Any]) -> None:
        """Say something."""
        self._answers.write(json.dumps(message) + "\n")
        self._answers.flush()

    def ask(self, call: Mapping[str, Any]) -> Any:
        """A call of the host, and what the office answers."""
        self.send(call)
        message = self.receive()
        if message is None:
            raise SystemExit
        return message["answer"]


def serve(line: Line) -> None:
    """Press what the office asks for, until it is gone; every action ends in one message."""
    while message := line.receive():
        key = message["run"]
        line.send({"done": attempt(lambda key=key: _pressed(key, line), lambda: APOLOGY)})  # type: ignore[misc]


def _pressed(key: str, line: Line) -> str | None:
    """Nothing where all went well or the office knows better, else what is to be said."""
    from gxxl.hosts.pressing import press

    host = LibreOfficeHost(line.ask)
    try:
        if key == KEY:
            press_collect(host, host.waiting)
        else:
            press(key, host)
    except Stopped:
        return APOLOGY
    except Refused as refused:
        return UNDELIVERED[refused.key].format_map(refused.slots)
    return None


def warm() -> None:
    """Load and use once what a first click would wait for."""
    from gxxl.checking.check import check
    from gxxl.checking.frames import Case
    from gxxl.form.editions import compose
    from gxxl.hosts import pressing  # noqa: F401
    from gxxl.report import UNSEEN, Report

    form = compose(2021, 2021)
    check([Case(Report(form=form, values=(UNSEEN,) * len(form.cells), organ="", year=2021))])


def main() -> None:
    """Keep standard output to the protocol: what else is printed goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    attempt(warm, lambda: None)
    questions = TextIOWrapper(sys.stdin.buffer, encoding="ascii")
    serve(Line(questions, answers))


if __name__ == "__main__":
    main()
