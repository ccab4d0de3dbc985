"""The ribbon tab 信息公开年报 ([MS-CUSTOMUI]), for Office 2007 and for 2010 and later, from one list of buttons."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from gxxl.template.buttons import BUTTONS, TAB, Button


class Part(NamedTuple):
    """A ribbon part: its relationship to the package, and the namespace of what it holds."""

    relation: str
    namespace: str


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "customUI/customUI.xml": Part(
            "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
            "http://schemas.microsoft.com/office/2006/01/customui",
        ),
        "customUI/customUI14.xml": Part(
            "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
            "http://schemas.microsoft.com/office/2009/07/customui",
        ),
    }
)
"""Both parts: Office 2007 reads the first, later versions the second."""

TAB_KEYTIP = "Y1"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def ribbon(namespace: str) -> str:
    """The tab as XML: a large button for each of ours."""
    buttons = "".join(map(_button, BUTTONS))
    group = f'<group id="gxxlGroup" label={quoteattr(TAB)}>{buttons}</group>'
    tab = f'<tab id="gxxlTab" label={quoteattr(TAB)} keytip="{TAB_KEYTIP}">{group}</tab>'
    return f'{_HEAD}<customUI xmlns="{namespace}"><ribbon><tabs>{tab}</tabs></ribbon></customUI>'


def _button(button: Button) -> str:
    attributes = {
        "id": f"gxxl{button.key.capitalize()}",
        "label": button.caption,
        "imageMso": button.image,
        "size": "large",
        "onAction": button.callback,
        "screentip": button.caption,
        "supertip": button.hint,
        "keytip": button.keytip,
    }
    return f"<button {' '.join(f'{name}={quoteattr(value)}' for name, value in attributes.items())}/>"
