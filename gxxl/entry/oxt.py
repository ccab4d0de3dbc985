"""The LibreOffice extension, packed: the same bytes for the same version, on any system."""

from __future__ import annotations

import json
import zipfile
from importlib.resources import files
from io import BytesIO
from xml.sax.saxutils import escape

from gxxl import __version__
from gxxl.form.told import SAID_IN_LIBREOFFICE
from gxxl.template.buttons import BUTTONS, TAB

TITLE = f"{TAB}核查"
NAME = f"{TITLE}.oxt"
IDENTIFIER = "gxxl.office"
PACKAGE = "pythonpath/gxxl_office"
PROTOCOL = "vnd.gxxl:"

_ADDON = """\
      <node oor:name="{node}" oor:op="replace">
       <prop oor:name="URL" oor:type="xs:string"><value>{protocol}{key}</value></prop>
       <prop oor:name="Title" oor:type="xs:string"><value>{caption}</value></prop>
       <prop oor:name="Target" oor:type="xs:string"><value>_self</value></prop>
       <prop oor:name="Context" oor:type="xs:string"><value>com.sun.star.sheet.SpreadsheetDocument</value></prop>
      </node>
"""
_ADDONS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
oor:name="Addons" oor:package="org.openoffice.Office">
 <node oor:name="AddonUI">
  <node oor:name="OfficeToolBar">
   <node oor:name="gxxl.toolbar" oor:op="replace">
    <prop oor:name="Title" oor:type="xs:string"><value>{title}</value></prop>
{items}   </node>
  </node>
  <node oor:name="OfficeMenuBar">
   <node oor:name="gxxl.menu" oor:op="replace">
    <prop oor:name="Title" oor:type="xs:string"><value>{title}</value></prop>
    <prop oor:name="Target" oor:type="xs:string"><value>_self</value></prop>
    <prop oor:name="Context" oor:type="xs:string"><value>com.sun.star.sheet.SpreadsheetDocument</value></prop>
    <node oor:name="Submenu">
{items}    </node>
   </node>
  </node>
 </node>
</oor:component-data>
"""


def extension() -> bytes:
    """The extension as a file (.oxt)."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in sorted(_members().items()):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            packed.writestr(member, text.encode("utf-8"))
    return held.getvalue()


def _members() -> dict[str, str]:
    """Every file of the extension by its place in it."""
    source = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in (files("gxxl.entry") / "extension").iterdir()
        if entry.name.endswith((".py", ".xcu", ".xml"))
    }
    placed = {"component.py": source.pop("component.py"), "META-INF/manifest.xml": source.pop("manifest.xml")}
    for name, text in source.items():
        placed[f"{PACKAGE}/{name}" if name.endswith(".py") else name] = text
    said = {"buttons": {button.key: button.caption for button in BUTTONS}, "said": SAID_IN_LIBREOFFICE}
    placed[f"{PACKAGE}/words.json"] = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    placed["Addons.xcu"] = _addons()
    placed["CalcWindowState.xcu"] = placed["CalcWindowState.xcu"].format(title=TAB)
    placed["description.xml"] = placed["description.xml"].format(identifier=IDENTIFIER, version=__version__, name=TITLE)
    return placed


def _addons() -> str:
    """Toolbar and menu."""
    items = "".join(
        _ADDON.format(node=f"m{number:02}", protocol=PROTOCOL, key=button.key, caption=escape(button.caption))
        for number, button in enumerate(BUTTONS)
    )
    return _ADDONS.format(title=TAB, items=items)
