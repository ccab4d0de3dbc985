"""What was settled outside the office: which Python to start (written by `gxxl doctor`), and what the office says."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

FILE = "libreoffice.json"


def trusted_folder() -> Path:
    """Where programs of this user keep their settings; nothing near a workbook is ever looked at."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "gxxl"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "gxxl"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "gxxl"


def settings() -> dict[str, Any]:
    """`command` with its arguments, the `folder` to run it in, the seconds of `patience`; empty if never installed."""
    try:
        found = json.loads((trusted_folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def words() -> dict[str, Any]:
    """Captions of the buttons by key, and the sentences of the office, as they were written when it was packed."""
    path = Path(__file__).with_name("words.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
