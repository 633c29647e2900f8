"""The tables kept beside the grammar are the grammar's."""

from __future__ import annotations

import subprocess
import sys

import lark

from symtutor.reading import tables


def test_the_tables_kept_are_those_of_the_grammar():
    assert tables.TABLES.read_text(encoding="utf-8") == tables.made()


def test_the_tables_are_those_of_the_lark_installed():
    """Else every start would read the grammar itself, which takes ten times as long."""
    assert f'"lark":"{lark.__version__}"' in tables.TABLES.read_text(encoding="utf-8")


def test_tables_of_another_lark_are_not_trusted(monkeypatch):
    monkeypatch.setattr(lark, "__version__", "0.0")
    tables.load.cache_clear()
    parser = tables.load()
    tables.load.cache_clear()
    tokens = [lark.Token("NUMBER", "1"), lark.Token("PLUS", "+"), lark.Token("NAME", "x")]
    assert parser.parse(tokens, start="expression").data == "sum"


def test_the_tables_do_not_depend_on_the_hash_seed():
    program = "from symtutor.reading import tables; print(tables.made() == tables.TABLES.read_text(encoding='utf-8'))"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        )
        assert run.stdout.strip() == "True"
