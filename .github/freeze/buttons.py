"""The frozen program behind the buttons of a workbook: no console window appears."""

from gxxl.entry.excel import run

run()
