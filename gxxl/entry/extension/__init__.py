"""What runs inside LibreOffice, in its own Python (3.7 or newer, nothing but the standard library and UNO).

`gxxl.entry.oxt` packs this folder as the package `gxxl_office` into the extension; nothing of gxxl is imported here.
"""
