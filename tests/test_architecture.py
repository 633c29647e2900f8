"""The house stands as designed: imports point down, and the walls between the parts hold."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from sympy.core._print_helpers import Printable

PACKAGE = Path(__file__).parent.parent / "symtutor"
FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {file.relative_to(PACKAGE).as_posix(): ast.parse(file.read_text()) for file in FILES}

# Bottom to top. A part may import what stands on a lower line; parts on one line know nothing of each other.
LAYERS = """
errors
worker
formula
document
rule
vocabulary verification
model
numerics reading render
analysis
derivation
checking explain plot
extent
schema
problems
figures posed
solution
solving
laboratory grading work
sheet output typeset
worksheet
commands
cli
__init__ __main__
"""
RANKS = {part: rank for rank, line in enumerate(LAYERS.split("\n")) for part in line.split()}

LONGEST = 250
"""Lines of code in a file, without blank lines, comments and docstrings."""


def part_of(name: str) -> str:
    """Name the part that a file belongs to: its folder, else its module."""
    return Path(name).parts[0].removesuffix(".py")


@cache  # asked again for every wall
def imported_modules(tree: ast.AST, *, running: bool = False) -> set[str]:
    """Collect the dotted names of imported modules; with `running`, without those that only annotate."""
    hidden = (
        {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        if running
        else set()
    )
    names: set[str] = set()
    for node in ast.walk(tree):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@cache
def words(tree: ast.AST) -> set[str]:
    """Collect every identifier that code uses: names, attributes, imported names."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    modules = imported_modules(tree)
    ours = {module.rpartition(".")[2] for module in modules if module.startswith("symtutor.")}
    return (found | {module.rpartition(".")[2] for module in modules}) - ours  # our `render.latex` is no printer


def test_every_part_has_its_layer():
    assert {part_of(name) for name in TREES} <= set(RANKS)


@pytest.mark.parametrize("name", TREES)
def test_imports_point_down(name):
    part = part_of(name)
    above = {
        module
        for module in imported_modules(TREES[name])
        if module.startswith("symtutor.")
        and (other := module.split(".")[1]) != part
        and RANKS.get(other, -1) >= RANKS[part]
    }
    assert not above


@pytest.mark.parametrize(
    ("package", "rooms"),
    [
        ("numpy", ("numerics", "plot")),  # floating point stays where it is wanted
        ("matplotlib", ("plot",)),  # half a second of import that a solution must not pay
        ("scipy", ("numerics",)),
        ("mpl_toolkits", ("plot",)),
        ("cyclopts", ("cli", "commands")),  # the command line is not the library
        ("pydantic", ("schema",)),
        ("lark", ("reading",)),
        ("rich", ("render", "cli", "commands")),
        ("math_core", ("render",)),
    ],
)
def test_packages_keep_to_their_rooms(package, rooms):
    strays = {
        name
        for name, tree in TREES.items()
        if part_of(name) not in rooms
        and any(module.split(".")[0] == package for module in imported_modules(tree, running=True))
    }
    assert not strays


@pytest.mark.parametrize(
    ("word", "rooms"),
    [
        # these read text as code
        ("sympify", ()),
        ("parse_expr", ()),
        ("parse_latex", ()),
        ("pickle", ("worker",)),  # its own records, between two processes of this program
        # it writes source code: only over symbols that were renamed to safe ones
        ("lambdify", ("numerics",)),
        # expressions become text in one place
        ("latex", ("render",)),
        ("sstr", ("render",)),
        ("srepr", ("render",)),
        ("pretty", ("render",)),
        ("StrPrinter", ("render",)),
        ("LatexPrinter", ("render",)),
        ("print", ("cli",)),
    ],
)
def test_words_keep_to_their_rooms(word, rooms):
    assert not {name for name, tree in TREES.items() if part_of(name) not in rooms and word in words(tree)}


def test_no_text_becomes_code():
    names = {(name, node.id) for name, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not {(name, word) for name, word in names if word in {"eval", "exec", "compile", "__import__"}}


def test_numbers_stay_exact_until_the_edge():
    assert not {
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        if part_of(name) not in {"numerics", "plot"} and name != "render/json/numbers.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    }


def test_only_renderers_print_expressions(monkeypatch):
    """Solving and explaining build no string of an expression: only `render` does."""
    from symtutor.solving import solve  # noqa: PLC0415

    printed_in = set()

    def noting(original):
        def method(self):
            module = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001 - who asks is the point
            if module.startswith("symtutor.") and not module.startswith("symtutor.render"):
                printed_in.add(module)
            return original(self)

        return method

    monkeypatch.setattr(Printable, "__str__", noting(Printable.__str__))
    monkeypatch.setattr(Printable, "__repr__", noting(Printable.__repr__))
    for text in ("dx/dt = x(1-x)(x-2)", "x' = sin(x)", "x' = x(3-x-2y), y' = y(2-x-y)", "x'' + x' + sin(x) = 0"):
        solve(text).to("markdown")
    assert not printed_in


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], ("sympy", "numpy", "matplotlib", "scipy", "pydantic", "lark")),
        (["--version"], ("sympy", "numpy", "matplotlib", "scipy", "pydantic", "lark")),
        (["solve", "--help"], ("sympy", "numpy", "matplotlib", "scipy", "pydantic", "lark")),
        (["solve", "dx/dt = x(1-x)(x-2)"], ("numpy", "matplotlib", "scipy", "pydantic", "tomllib")),
        (["solve", "x' = -x, y' = -2y"], ("numpy", "matplotlib", "scipy", "pydantic", "tomllib")),
        (["euler", "x' = -x", "--start=x=1", "--until=1", "--step=1/2"], ("matplotlib", "scipy", "pydantic")),
        (["plot", "x' = -x", "-o", "{folder}/line.svg"], ("scipy", "pydantic")),
    ],
)
def test_commands_import_only_what_they_use(arguments, unwanted, tmp_path):
    program = (
        "import sys, symtutor.worker; from symtutor.cli import run\n"
        "symtutor.worker.finish = lambda job, *_: [*job()][-1](None)\n"  # here, where its imports can be seen
        "status = run(sys.argv[2:])\n"
        "sys.exit(status or ' '.join(name for name in sys.argv[1].split() if name in sys.modules) or 0)"
    )
    arguments = [argument.format(folder=tmp_path) for argument in arguments]
    done = subprocess.run(
        [sys.executable, "-c", program, " ".join(unwanted), *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_library_is_cheap_to_import():
    program = "import sys, symtutor; sys.exit(' '.join({'sympy', 'numpy', 'rich', 'lark'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", TREES)
def test_a_file_holds_one_idea(name):
    prose = {
        line
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, node.end_lineno + 1)
    }
    lines = enumerate((PACKAGE / name).read_text().splitlines(), start=1)
    code = [line for n, line in lines if n not in prose and line.strip() and not line.strip().startswith("#")]
    assert len(code) <= LONGEST
