"""Freeze gxxl for machines without Python: `python .github/freeze/build.py OUT [--wheelhouse]`.

OUT then holds the folder `gxxl`, the same as a zip with the templates, and its SHA-256; with `--wheelhouse` also a zip
of wheels for machines with Python but without a network. Run where `pip install '.[excel,freeze]'` was done.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import PyInstaller.__main__

from gxxl import __version__

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
READ_FIRST = """gxxl {version} 离线版（不需要安装 Python）

1. 把“gxxl”文件夹整个复制到 %LOCALAPPDATA%，即 C:\\Users\\用户名\\AppData\\Local\\，成为 …\\Local\\gxxl。
2. 在该文件夹里打开命令提示符，运行：gxxl doctor --install-excel
   以后年报表（.xlsm）里的按钮就能用，只对当前用户有效，不需要管理员权限。
3. 收表汇总：把存放各单位报送文件的文件夹（里面放一份应报单位名单）拖到“年报汇总”图标上，汇总表会自己打开。
   拖一个文件上去，就是核查这个文件。
4. 命令行：gxxl check 年报.xlsx
5. “模板”文件夹里是空白年报表。

核对下载是否完整：与 .sha256 文件比较（certutil -hashfile 文件名 SHA256）。
"""

DOOR = "年报汇总.cmd"
"""What a folder is dropped on: it starts the program beside it, or the installed one. Plain ASCII."""

DOOR_LINES = (
    "@echo off",
    'set "GXXL_DOOR=%~dp0gxxl\\gxxl.exe"',
    'if not exist "%GXXL_DOOR%" set "GXXL_DOOR=%LOCALAPPDATA%\\gxxl\\gxxl.exe"',
    '"%GXXL_DOOR%" %*',
)


def main(out: Path, *, wheelhouse: bool) -> None:
    """Freeze, prove that it starts, pack."""
    system = f"{platform.system().lower()}-{platform.machine().lower()}"
    work = out / "work"
    where = ["--distpath", str(out), "--workpath", str(work), "--noconfirm", "--log-level", "WARN"]
    PyInstaller.__main__.run([str(HERE / "gxxl.spec"), *where])
    shutil.rmtree(work)
    box = out / f"gxxl-{__version__}-{system}"
    shutil.rmtree(box, ignore_errors=True)
    shutil.copytree(out / "gxxl", box / "gxxl", symlinks=True)
    program = shutil.which("gxxl", path=str(box / "gxxl"))
    if program is None:
        raise SystemExit("no program was made")
    subprocess.run([program, "template", "-o", str(box / "模板")], check=True)
    (box / DOOR).write_text("".join(f"{line}\r\n" for line in DOOR_LINES), encoding="ascii", newline="")
    (box / "先看这里.txt").write_text(READ_FIRST.format(version=__version__), encoding="utf-8-sig")
    _pack(box)
    if wheelhouse:
        _wheels(out / f"gxxl-{__version__}-{system}-wheels")


def _wheels(folder: Path) -> None:
    """What `pip install --no-index --find-links FOLDER "gxxl[excel]" "polars[rtcompat]"` needs, as a zip."""
    wanted = [f"{ROOT}[excel]", "polars[rtcompat]"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(folder), *wanted], check=True)
    _pack(folder)


def _pack(folder: Path) -> None:
    """A zip of a folder, and its checksum as `sha256sum` writes it."""
    made = Path(shutil.make_archive(str(folder), "zip", folder))
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    made.with_name(made.name + ".sha256").write_text(f"{digest}  {made.name}\n", encoding="utf-8")
    shutil.rmtree(folder)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(Path(arguments[0]).resolve(), wheelhouse="--wheelhouse" in sys.argv)
