"""The wheel is enough: installed alone, it solves a problem of its bank by id."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


SHIPPED = (
    "page.css",
    *(f"schema/{command}.json" for command in ("solve", "check", "euler", "descend")),
    "font/symtutor-math.woff2",
    "font/GUST-FONT-LICENSE.txt",
    "font/README.md",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_bank_ships_and_the_tests_do_not(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    problems = {path.name for path in (ROOT / "problems").rglob("*.toml")}
    assert {Path(name).name for name in names if name.startswith("symtutor/bank/")} == problems
    assert "symtutor/reading/grammar.lark" in names
    assert {f"symtutor/render/{name}" for name in SHIPPED} <= set(names)
    assert "symtutor/py.typed" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"symtutor"}


def test_a_fresh_environment_solves_a_problem_by_its_id(wheel, tmp_path):
    """Dependencies are borrowed from the environment of the tests, symtutor itself is not: nothing is downloaded."""
    home = tmp_path / "fresh"
    venv.create(home, with_pip=False)
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = home / scripts / "python"
    library = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(library)
    borrowed = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    (library / "borrowed.pth").write_text("\n".join(dict.fromkeys(borrowed)))
    program = (
        "import symtutor, sys; assert symtutor.__file__.startswith(sys.prefix), symtutor.__file__\n"
        "from symtutor.cli import main; main(['solve', 'three-fixed-points'])"
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [str(python), "-c", program],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONIOENCODING": "utf-8", "PATH": os.environ["PATH"]},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "stable" in done.stdout
