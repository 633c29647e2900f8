"""What reading costs: the grammar loaded, as a ratio to `import sympy` in the same process, and one ordinary input."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import json
from time import process_time as now
begin = now(); import sympy; sympy_time = now() - begin
import symtutor.document, symtutor.model  # the nouns, which every part loads
begin = now(); import lark; from symtutor.reading import tables; tables.load(); grammar_time = now() - begin
from symtutor.reading import read_system
text = "x' = x(3-x-2y), y' = y(2-x-y)"
read_system(text)
begin = now()
for _ in range(50): read_system(text)
print(json.dumps({"sympy": sympy_time, "grammar": grammar_time, "reading": (now() - begin) / 50}))
"""


@pytest.mark.benchmark
def test_the_grammar_is_loaded_in_a_quarter_of_import_sympy(plain_environment, capsys):
    runs = []
    for _ in range(5):
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, env=plain_environment
        )
        runs.append(json.loads(run.stdout))
    least = {part: min(run[part] for run in runs) for part in ("sympy", "grammar", "reading")}
    ratio = least["grammar"] / least["sympy"]
    with capsys.disabled():
        print(
            f"\n    grammar and its modules  {ratio:5.2f} x import sympy; "
            f"an ordinary input {1000 * least['reading']:.1f} ms CPU"
        )
    assert ratio <= 0.25
    assert least["reading"] <= 0.02 * least["sympy"]
