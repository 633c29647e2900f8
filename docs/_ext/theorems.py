"""The theorems: every rule of the program with what its docstring states and cites, an area a page."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass

import symtutor
from symtutor.render.escape import markdown_text

OPENING = """# The theorems

A solution is a chain of theorems, each applied once. In the program every theorem is a small record, a *rule*: its
fields are the hypotheses and the witness of one application. From the fields follow its words, which you read in a
solution, and its check, which derives the conclusion again by another route.

These pages are written from the program itself. Each entry states a theorem, says where to read about it, names what a
record of it holds, says how an application is checked, and lists the problems of the [gallery](../gallery/index.md) in
which it is applied.
"""


BOOKS = (
    ("Andronov, Leontovich, Gordon, Maier", "Qualitative Theory of Second-Order Dynamic Systems"),
    ("Andronov, Leontovich, Gordon, Maier", "Theory of Bifurcations of Dynamic Systems on a Plane"),
    ("Basu, Pollack, Roy", "Algorithms in Real Algebraic Geometry"),
    ("Boyd, Vandenberghe", "Convex Optimization"),
    ("Carr", "Applications of Centre Manifold Theory"),
    ("Dumortier, Llibre, Artés", "Qualitative Theory of Planar Differential Systems"),
    ("Gantmacher", "The Theory of Matrices"),
    ("Guckenheimer, Holmes", "Nonlinear Oscillations, Dynamical Systems, and Bifurcations of Vector Fields"),
    ("Hairer, Nørsett, Wanner", "Solving Ordinary Differential Equations I"),
    ("Hairer, Wanner", "Solving Ordinary Differential Equations II"),
    ("Hirsch, Smale, Devaney", "Differential Equations, Dynamical Systems, and an Introduction to Chaos"),
    ("Khalil", "Nonlinear Systems"),
    ("Kuznetsov", "Elements of Applied Bifurcation Theory"),
    ("Perko", "Differential Equations and Dynamical Systems"),
    ("Spivak", "Calculus"),
    ("Stewart", "Precalculus"),
    ("Strogatz", "Nonlinear Dynamics and Chaos"),
    ("Teschl", "Ordinary Differential Equations and Dynamical Systems"),
)
"""What is cited by the authors alone, or more than once. Where to begin is Strogatz."""


@dataclass(frozen=True)
class Area:
    """Rules that belong together: those of the modules that begin with one of these names."""

    name: str
    title: str
    opening: str
    modules: tuple[str, ...]


AREAS = (
    Area(
        "reading",
        "From the text to a system",
        "What is done to an equation before it is analysed, and what its smoothness promises about solutions.",
        ("reading", "analysis.smoothness", "analysis.uniqueness"),
    ),
    Area(
        "fixed-points",
        "Fixed points, and why these are all",
        "How the zeros of a field are found, and what proves that there are no others.",
        ("analysis.fixed_points", "analysis.isolation"),
    ),
    Area(
        "solving-by-hand",
        "Solving equations line by line",
        "What `--detail full` shows of f = 0: each line of a hand calculation with the rule that allows it.",
        ("derivation.solving",),
    ),
    Area(
        "calculus-by-hand",
        "Calculus and algebra line by line",
        "What `--detail full` shows of derivatives and matrices.",
        ("derivation",),
    ),
    Area(
        "linearization",
        "Derivatives and the linearization",
        "The slope on the line, trace and determinant in the plane, the spectrum in space.",
        (
            "analysis.derivative",
            "analysis.slope",
            "analysis.plane",
            "analysis.linear",
            "analysis.directions",
            "analysis.double_eigenvalue",
            "analysis.turning",
            "analysis.space.hyperbolic",
            "analysis.space.linear",
            "analysis.space.routh_hurwitz",
            "analysis.undecided",
        ),
    ),
    Area(
        "line",
        "The line: flow, basins and time",
        "What the sign of one function tells about all solutions.",
        (
            "analysis.alternating",
            "analysis.at_rest",
            "analysis.basins",
            "analysis.ends",
            "analysis.flow",
            "analysis.into_breaks",
            "analysis.line",
            "analysis.on_circle",
            "analysis.sides",
        ),
    ),
    Area(
        "beyond-linearization",
        "Where the linearization is silent",
        "An eigenvalue lies on the imaginary axis, and the terms left out decide.",
        ("analysis.nonlinear", "analysis.space", "analysis.continua"),
    ),
    Area(
        "structure",
        "Structure: gradients, conserved quantities, closed orbits",
        "What is true of the field as a whole.",
        ("analysis.structure", "analysis.potential", "analysis.cycles"),
    ),
    Area(
        "parameters",
        "Parameters and bifurcations",
        "How the picture changes with a number that is left free.",
        ("analysis.parameters",),
    ),
    Area(
        "solutions",
        "Solutions as formulas, and where a start ends",
        "What becomes of one solution.",
        ("analysis.separation", "analysis.fate"),
    ),
    Area(
        "euler",
        "Euler's method and gradient descent",
        "Steps in place of a flow: their error, their limits, and what they do beyond.",
        ("numerics", "laboratory"),
    ),
    Area(
        "checking",
        "Judging hand work",
        "What is looked at once more where a student says more than the analysis does.",
        ("checking",),
    ),
    Area(
        "rest",
        "What is left open, and the rest",
        "What is said where the work was stopped, and what fits nowhere.",
        ("",),
    ),
)
"""The last takes what no other names; of two that fit, the one with the longer name does."""

NAMES = {"Lienard": "Liénard", "Routh Hurwitz": "Routh–Hurwitz", "Lyapunov In Space": "Lyapunov in space"}
"""Names of classes that their words do not spell."""


def rules() -> tuple[type, ...]:
    """Find every rule of the package: the frozen records that can be verified and narrated."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(symtutor.__path__, "symtutor.")
        if not found.name.endswith("__main__")
    ]
    return tuple(
        item
        for module in modules
        for item in vars(module).values()
        if inspect.isclass(item)
        and item.__module__ == module.__name__
        and is_dataclass(item)
        and hasattr(item, "verify")
        and hasattr(item, "narrate")
    )


def area_of(rule: type) -> Area:
    """Choose the area with the longest module name that fits."""
    module = f"{rule.__module__}."
    fitting = [
        (len(name), area)
        for area in AREAS
        for name in area.modules
        if not name or module.startswith(f"symtutor.{name}.")
    ]
    return max(fitting, key=lambda pair: pair[0])[1]


def pages(applied: Mapping[type, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Write the overview, then a page an area."""
    every = rules()
    members = {area: [rule for rule in every if area_of(rule) is area] for area in AREAS}
    used = [area for area in AREAS if members[area]]
    rows = [f"| [{area.title}]({area.name}.md) | {len(members[area])} | {area.opening} |" for area in used]
    listing = "\n".join(area.name for area in used)
    table = "\n".join(("| area | rules | in it |", "| --- | --- | --- |", *rows))
    books = "\n".join(f"- {authors}: *{book}*" for authors, book in BOOKS)
    tree = f"```{{toctree}}\n:hidden:\n\n{listing}\n```"
    yield "theorems/index.md", f"{OPENING}\n{table}\n\n## Books that are cited often\n\n{books}\n\n{tree}\n"
    for area in used:
        entries = (entry(rule, applied.get(rule, ())) for rule in members[area])
        yield f"theorems/{area.name}.md", "\n\n".join((f"# {area.title}", area.opening, *entries)) + "\n"


def entry(rule: type, problems: tuple[str, ...]) -> str:
    """Write one rule: the theorem, what a record of it holds, its check, and where it is applied."""
    stated, fields = statement(rule)
    parts = [f"({anchor(rule)})=\n## {title(rule)}", *stated]
    if fields:
        parts += ["**A record holds**", *fields]
    if getattr(rule, "silent", False) is True:
        parts.append("It claims nothing, so there is nothing to check.")
    elif check := inspect.getdoc(rule.verify):
        parts.append(f"**Checked another way:** {prose(check.split(chr(10) * 2)[0])}")
    if isinstance(theorem := getattr(rule, "theorem", None), str):
        parts.append(f"**Named in a summary** as “{theorem}”.")
    if problems:
        links = ", ".join(f"[{name}](../gallery/{name}.md)" for name in problems)
        parts.append(f"**Applied in** {links}.")
    return "\n\n".join((*parts, f"`{rule.__module__}.{rule.__name__}`"))


def title(rule: type) -> str:
    """Spell the name of a class as words.

    >>> title(type("FirstNonzeroDerivative", (), {}))
    'First nonzero derivative'
    """
    words = " ".join(re.findall(r"[A-Z][a-z]*", rule.__name__))
    return NAMES.get(words, words.capitalize() if words.split()[0] not in PEOPLE else _after_a_name(words))


PEOPLE = {"Hopf", "Lyapunov", "Osgood", "Jacobian"}


def _after_a_name(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{first} {rest.lower()}".strip()


def anchor(rule: type) -> str:
    """Name the place of a rule on its page."""
    return f"{rule.__module__.removeprefix('symtutor.').replace('.', '-').replace('_', '-')}-{rule.__name__}".lower()


def statement(rule: type) -> tuple[list[str], list[str]]:
    """Take a docstring apart: the paragraphs of the theorem, and the list of what a record holds."""
    text = inspect.getdoc(rule) or ""
    theorem, _, rest = text.partition("\nAttributes\n----------\n")
    theorem, _, _ = theorem.partition("\nExamples\n--------\n")
    held, _, _ = rest.partition("\n\n")
    return [prose(part) for part in theorem.strip().split("\n\n")], [_held(held)] if held.strip() else []


def _held(section: str) -> str:
    """Write the fields of a record as a list of definitions."""
    entries = re.split(r"\n(?=\S)", section.strip())
    return "\n".join(_field(*entry.partition("\n")) for entry in entries)


def _field(head: str, _: str, words: str) -> str:
    names, _, kind = head.partition(" : ")
    said = prose(inspect.cleandoc(words)).replace("\n", " ")
    return f"- {', '.join(f'`{name.strip()}`' for name in names.split(','))}: {said or prose(kind)}"


MARKED = re.compile(
    r"``(?P<code>[^`]+)``|:\w+:`~?(?P<role>[^`]+)`|`(?P<name>[^`]+)`|(?<![\w*])\*(?P<term>[^\s*](?:[^*]*[^\s*])?)\*(?!\w)"
)


INDEXED = re.compile(r"(?<!\w)(\w(?:[_^]\{[^{}]+\}|_[a-z0-9]+))", re.IGNORECASE)


def prose(text: str) -> str:
    r"""Turn a paragraph of a docstring into Markdown: code and titles keep their marks, all else is plain text.

    >>> print(prose("At ``x``, where :class:`Flow` says a_n * b < 2 (Perko, *Differential Equations*, §2.8)."))
    At `x`, where `Flow` says $a_{n}$ \* b \< 2 (Perko, *Differential Equations*, §2.8).
    """
    if text.startswith("* "):
        return "\n".join(f"- {prose(item)}" for item in re.split(r"^\* ", text, flags=re.MULTILINE) if item)
    done, parts = 0, []
    for found in MARKED.finditer(text):
        parts.append(_plain(text[done : found.start()]))
        code = found["code"] or found["role"] or found["name"]
        parts.append(f"`{code}`" if code else f"*{_plain(found['term'])}*")
        done = found.end()
    return "".join((*parts, _plain(text[done:])))


def _plain(text: str) -> str:
    """Escape running text, and set a letter with its index or exponent as mathematics."""
    pieces = INDEXED.split(text)
    return "".join(
        f"${piece[0]}{piece[1]}{{{piece[2:].strip('{}')}}}$" if n % 2 else markdown_text(piece)
        for n, piece in enumerate(pieces)
    )
