"""What LibreOffice calls: commands of toolbar and menu, and the job that listens to the buttons on the sheets."""

from __future__ import annotations

import sys
import traceback
from typing import Any

import unohelper
from com.sun.star.awt import XActionListener
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo
from com.sun.star.sheet import XActivationEventListener
from com.sun.star.task import XJob

from .link import Gone
from .pressing import Button, is_ours

PROTOCOL = "vnd.gxxl:"
COMMANDS, WATCH = "gxxl.office.Commands", "gxxl.office.Watch"
MACROS_ACT = sys.platform in ("win32", "darwin")
"""Whether the macros of the workbook, where they are allowed, do something themselves."""

button = Button()


class Commands(unohelper.Base, XServiceInfo, XInitialization, XDispatchProvider, XDispatch):
    """`vnd.gxxl:check` and so on, for the workbook in whose window the command was chosen."""

    def __init__(self, context: Any, *_arguments: Any) -> None:
        self.context = context
        self.frame: Any = None

    def initialize(self, arguments: Any) -> None:
        """Learn the frame."""
        if arguments:
            self.frame = arguments[0]

    def queryDispatch(self, url: Any, _target: str, _flags: int) -> Any:  # noqa: N802 - UNO's name
        """This object for our protocol."""
        return self if url.Complete.startswith(PROTOCOL) else None

    def queryDispatches(self, requests: Any) -> Any:  # noqa: N802 - UNO's name
        """The same for several."""
        return tuple(self.queryDispatch(one.FeatureURL, one.FrameName, one.SearchFlags) for one in requests)

    def dispatch(self, url: Any, _arguments: Any) -> None:
        """Press the button the command names."""
        controller = self.frame.Controller if self.frame is not None else None
        key = url.Complete[len(PROTOCOL) :]
        if controller is not None and key in button.words["buttons"]:
            button.press(self.context, controller.Model, key)

    def addStatusListener(self, listener: Any, url: Any) -> None:  # noqa: N802 - UNO's name
        """Commands are always there: in a workbook that is not ours they say so."""

    def removeStatusListener(self, listener: Any, url: Any) -> None:  # noqa: N802 - UNO's name
        """Nothing was added."""

    def getImplementationName(self) -> str:  # noqa: N802 - UNO's name
        """UNO's name of this class."""
        return COMMANDS

    def supportsService(self, name: str) -> bool:  # noqa: N802 - UNO's name
        """Protocol handlers only."""
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> Any:  # noqa: N802 - UNO's name
        """Protocol handlers only."""
        return (COMMANDS, "com.sun.star.frame.ProtocolHandler")


class Watch(unohelper.Base, XJob):
    """Runs when a window opens: starts the worker and listens to the buttons of a workbook of ours."""

    def __init__(self, context: Any, *_arguments: Any) -> None:
        self.context = context

    def execute(self, arguments: Any) -> Any:
        """`OnViewCreated` of any document."""
        try:
            named = {value.Name: value.Value for value in arguments}
            event = {value.Name: value.Value for value in named.get("Environment", ())}
            document: Any = event.get("Model")
            if is_ours(document):
                controller = event.get("ViewController") or document.CurrentController
                SheetWatch(self.context, document, controller).attach()
                button.start()
        except Gone:
            pass  # said when a button is pressed
        except Exception:  # noqa: BLE001 - a window opens, whatever we do
            traceback.print_exc(file=sys.stderr)
        return ()


class SheetWatch(unohelper.Base, XActivationEventListener):
    """Controls exist only for the sheet in view: bound again when another one is activated."""

    def __init__(self, context: Any, document: Any, controller: Any) -> None:
        self.context, self.document, self.controller = context, document, controller
        self.bound: list[Any] = []

    def attach(self) -> None:
        """Begin to watch."""
        self.controller.addActivationEventListener(self)
        self.bind(self.controller.ActiveSheet)

    def activeSpreadsheetChanged(self, event: Any) -> None:  # noqa: N802 - UNO's name
        """Another sheet is in view."""
        try:
            self.bind(event.ActiveSheet)
        except Exception:  # noqa: BLE001 - the sheet is shown, whatever we do
            traceback.print_exc(file=sys.stderr)

    def disposing(self, _event: Any) -> None:
        """The window closes."""
        self.document = self.controller = None
        self.bound = []

    def bind(self, sheet: Any) -> None:
        """Listen to every button with a caption of ours, in every pane, once."""
        for model in self._models(sheet):
            key = button.key_of(model.Label) or ""
            for pane in (self.controller.getByIndex(index) for index in range(self.controller.Count)):
                control = pane.getControl(model)
                if not any(control == other for other in self.bound):
                    control.addActionListener(Click(self.context, self.document, key))
                    self.bound.append(control)

    def _models(self, sheet: Any) -> list[Any]:
        """The models of our buttons. One whose macro Calc itself runs is left to it, or the action would run twice.

        On Linux those macros leave the work to us (`Press` in GxxlMacros.bas).
        """
        forms, found = sheet.DrawPage.Forms, []
        for form in (forms.getByIndex(index) for index in range(forms.Count)):
            for index in range(form.Count):
                model = form.getByIndex(index)
                runs = MACROS_ACT and self.document.AllowMacroExecution and form.getScriptEvents(index)
                if not runs and button.key_of(getattr(model, "Label", "")):
                    found.append(model)
        return found


class Click(unohelper.Base, XActionListener):
    """One button of one sheet."""

    def __init__(self, context: Any, document: Any, key: str) -> None:
        self.context, self.document, self.key = context, document, key

    def actionPerformed(self, _event: Any) -> None:  # noqa: N802 - UNO's name
        """Press it."""
        button.press(self.context, self.document, self.key)

    def disposing(self, _event: Any) -> None:
        """The control goes."""
        self.document = None


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - pythonloader.py looks for this name
g_ImplementationHelper.addImplementation(Commands, COMMANDS, (COMMANDS, "com.sun.star.frame.ProtocolHandler"))
g_ImplementationHelper.addImplementation(Watch, WATCH, (WATCH, "com.sun.star.task.Job"))
