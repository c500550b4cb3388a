"""Make them again where soffice and chromium are: ``python -m bench.corpus.foreign [LETTER …]``."""

import sys
import tomllib

from bench.corpus.foreign.printing import pdf_from
from bench.corpus.letters import FOREIGN


def main() -> None:
    """Those that are named, or all."""
    for path in sorted(FOREIGN.glob("*.toml")):
        if len(sys.argv) > 1 and path.stem not in sys.argv[1:]:
            continue
        source = next(
            one for one in (path.with_suffix(".txt"), path.with_suffix(".html")) if one.exists()
        )
        content = pdf_from(source, tomllib.loads(path.read_text(encoding="utf-8")))
        path.with_suffix(".pdf").write_bytes(content)
        print(f"{path.stem}: {len(content) / 1024:.0f} KB")


if __name__ == "__main__":
    main()
