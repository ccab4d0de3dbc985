"""PDF: printed from the Word document by LibreOffice where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 120
"""How long an office may take to start and print."""

_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)


class NoOffice(Exception):
    """There is no LibreOffice on this machine, or it did not print."""


def as_pdf(word: bytes) -> bytes:
    """The PDF of a Word document. Raises NoOffice."""
    office = shutil.which("soffice") or next((str(place) for place in _PLACES if place.exists()), None)
    if office is None:
        raise NoOffice
    with tempfile.TemporaryDirectory() as folder:
        source, home = Path(folder) / "report.docx", Path(folder) / "home"
        source.write_bytes(word)
        command = [office, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf"]
        clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
        try:
            subprocess.run(  # noqa: S603 - the office of this machine, found by its name
                [*command, "--outdir", folder, str(source)], capture_output=True, timeout=SECONDS, check=True, env=clean
            )
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise NoOffice from None
