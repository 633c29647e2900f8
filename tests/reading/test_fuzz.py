"""Whatever is typed, it is read or refused by an error of ours, and quickly."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symtutor.errors import ParseError
from symtutor.reading import read_system

_SPEC = importlib.util.spec_from_file_location("fragments", Path(__file__).with_name("fragments.py"))
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)

fragments = st.lists(st.sampled_from(_MODULE.FRAGMENTS), max_size=14).map("".join)
texts = st.one_of(
    fragments, fragments.map("x' = {}".format), st.text(max_size=30), st.text(max_size=30).map("x' = {}".format)
)

BATCH = 40
"""Texts tried in one example, so that hypothesis is not what takes the time."""

SECONDS = 0.3
"""Processor time that the worst text may take."""


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(batch=st.lists(texts, min_size=BATCH, max_size=BATCH))
def test_only_our_errors_come_out_and_soon(batch):
    for text in batch:
        took, error = timed(text)
        assert took < SECONDS or timed(text)[0] < SECONDS, text  # the first time may collect what others left behind
        if error is not None:
            assert error.message
            assert str(error)
            assert error.source == text
            assert 0 <= error.span[0] <= error.span[1] <= len(text) + 1


def timed(text):
    """Give the processor time with the refusal."""
    began = time.process_time()
    error = refusal(text)
    return time.process_time() - began, error


def refusal(text):
    """Return the error that reading gives, or None; any other exception fails the test."""
    try:
        read_system(text)
    except ParseError as error:
        return error
    return None
