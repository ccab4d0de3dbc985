"""Run by a Python of the office: puts an extension in or takes it out, by a LibreOffice nobody sees.

`python -I extension_manager.py soffice.bin add|remove IDENTIFIER FILE [PROFILE]`; exit 0 done, 4 LibreOffice is
open, 5 it did not answer or refused. (unopkg would not do: it refuses to run as root.)
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import uno
import unohelper
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

OPEN, REFUSED = 4, 5
SECONDS = 60
"""As long as a start may take; it is tried twice."""

AGAIN = (79, 81)
"""What soffice ends with when it wants to be started once more."""


class Office:
    """One LibreOffice without a window."""

    def __init__(self, binary: str, profile: list[str]) -> None:
        pipe = "pipe,name=gxxl" + uuid.uuid4().hex[:12] + ";urp;"
        flags = ["--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck"]
        places = ["-env:UserInstallation=" + Path(folder).absolute().as_uri() for folder in profile]
        self.command = [binary, "--accept=" + pipe, *flags, *places]
        self.url = "uno:" + pipe + "StarOffice.ComponentContext"
        self.process = self.start()

    def start(self) -> Any:
        """Start it, quietly."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self.command, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603 - our own command

    def context(self) -> Any:
        """Wait until it answers; one that hangs is started once more. It ends at once where another has the profile."""
        context = self.answer()
        if context is None:
            self.process = self.start()
            context = self.answer()
        if context is None:
            raise SystemExit(REFUSED)
        return context

    def answer(self) -> Any:
        """What it answers with; None, and it is ended, where it does not."""
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if self.process.poll() in AGAIN:
                self.process = self.start()
            try:
                return resolver.resolve(self.url)
            except Exception:  # noqa: BLE001 - NoConnectException, which pyuno makes at run time
                if self.process.poll() is not None and self.process.poll() not in AGAIN:
                    raise SystemExit(OPEN) from None
                time.sleep(0.05)
        self.process.kill()
        self.process.wait()
        return None

    def end(self, context: Any) -> None:
        """Close it, by force if need be."""
        with contextlib.suppress(Exception):
            context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Consent(unohelper.Base, XCommandEnvironment, XInteractionHandler):
    """Answers every question of the extension manager with yes."""

    def getInteractionHandler(self) -> Any:  # noqa: N802 - UNO's name
        """Itself."""
        return self

    def getProgressHandler(self) -> Any:  # noqa: N802 - UNO's name
        """Nobody looks on."""
        return None

    def handle(self, request: Any) -> None:
        """Approve, where that is offered."""
        for choice in request.getContinuations():
            approve = choice.queryInterface(uno.getTypeByName("com.sun.star.task.XInteractionApprove"))
            if approve is not None:
                approve.select()


def change(context: Any, verb: str, identifier: str, file: str) -> None:
    """Take the extension of this user out, whatever version it is, and put the new one in if that is asked for."""
    manager = context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
    consent, stop = Consent(), manager.createAbortChannel()
    for one in manager.getDeployedExtensions("user", stop, consent):
        if one.Identifier.Value == identifier:
            manager.removeExtension(identifier, one.Name, "user", stop, consent)
    if verb == "add":
        manager.addExtension(Path(file).absolute().as_uri(), (), "user", stop, consent)


def main() -> None:
    """Do what the arguments say."""
    binary, verb, identifier, file, *profile = sys.argv[1:]
    office = Office(binary, profile)
    context = office.context()
    try:
        change(context, verb, identifier, file)
    except Exception as error:  # noqa: BLE001 - exceptions of UNO; the caller says what to do
        sys.stderr.write(f"{error}\n")
        raise SystemExit(REFUSED) from None
    finally:
        office.end(context)


if __name__ == "__main__":
    main()
