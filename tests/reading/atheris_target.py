"""A target for long fuzzing runs: ``python tests/reading/atheris_target.py -max_total_time=3600``.

Atheris instruments the reader and steers towards texts that reach new branches; any exception but ours is a find.
It is no dependency of the tests: ``pip install atheris`` first.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Fuzz until stopped."""
    import atheris  # noqa: PLC0415 - only this target needs it

    with atheris.instrument_imports(include=["symtutor.reading"]):
        from symtutor.errors import ParseError  # noqa: PLC0415 - instrumented while it is imported
        from symtutor.reading import read_system  # noqa: PLC0415 - likewise

    def one_input(data: bytes) -> None:
        text = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(400)
        try:
            read_system(text)
        except ParseError as error:
            str(error)

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
