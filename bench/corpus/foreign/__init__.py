"""Letters that other programs made: LibreOffice, Chromium, a telephone's camera.

``letters/NAME.txt`` or ``.html`` is the source; ``NAME.toml`` says its half (``set``), how it was
made and what is true, as in ``corpus/letters``: ``photo``; ``edges``, a browser's print with
address and day at the rim; ``unmapped``, fonts that don't say which letters their signs are.
``NAME.pdf`` is kept: those programs aren't on every machine, and write other bytes each time.
"""
