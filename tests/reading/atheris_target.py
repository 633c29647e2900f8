"""A target for long fuzzing runs: ``python tests/reading/atheris_target.py -max_total_time=3600``.

Atheris instruments the reader and steers towards texts that reach new branches; any exception but ours is a find.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["symtutor.reading"]):
    from symtutor.errors import ParseError
    from symtutor.reading import read_system


def one_input(data: bytes) -> None:
    """Read one text made of the bytes."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(400)
    try:
        read_system(text)
    except ParseError as error:
        str(error)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
