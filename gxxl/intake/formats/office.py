"""Old Word and WPS files (.doc, .wps), .rtf and .odt, turned into .docx by LibreOffice where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from gxxl.intake.formats.refusal import Unreadable

SECONDS = 90
"""Time for one file; a cold start takes five."""

_PROGRAMS = ("soffice", "libreoffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
_LEAKS = ("PYTHONPATH", "PYTHONHOME", "URE_BOOTSTRAP")


def converted(data: bytes, suffix: str) -> bytes:
    """The file as .docx. Raises Unreadable (R-08) where there is no LibreOffice, or it fails."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise Unreadable("R-08", "no office", seems=suffix)
    with tempfile.TemporaryDirectory(prefix="gxxl-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, made = folder / f"report{suffix}", folder / "report.docx"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                   "--convert-to", "docx", "--outdir", name, str(source)]  # fmt: skip
        surroundings = {key: value for key, value in os.environ.items() if key not in _LEAKS}
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, env=surroundings)  # noqa: S603
            return made.read_bytes()
        except (subprocess.TimeoutExpired, OSError):
            raise Unreadable("R-08", "not converted", seems=suffix) from None
