"""The component LibreOffice registers; it stands at the root of the extension, its package in `pythonpath/`."""

from gxxl_office.handler import g_ImplementationHelper  # noqa: F401 - pythonloader.py looks for this name
