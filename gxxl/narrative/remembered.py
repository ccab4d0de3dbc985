"""What was written for a report last, kept as one text beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from gxxl.report import JsonValue

GENERATED = "generated"
"""The key under which a report remembers what was written for it last."""


def packed(generated: Mapping[str, JsonValue]) -> str:
    """What is remembered as one text."""
    return json.dumps(generated, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> dict[str, JsonValue]:
    """What was remembered; nothing where the text is damaged."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
