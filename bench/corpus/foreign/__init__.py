"""Letters that other programs made: LibreOffice, Chromium, a telephone's camera.

One TOML of what is true and one source for each; the finished PDFs are kept, because those programs
aren't on every machine.
"""
