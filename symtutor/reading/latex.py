r"""LaTeX: commands become the tokens of plain text.

Layout commands (``\left``, ``\,``, ``\displaystyle``) vanish, fonts give their content, ``\frac`` and ``\sqrt`` keep
their arguments in braces, and environments are either a list of equations or the pieces of one function.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from symtutor.reading.environments import argument, argument_end, environment, fence
from symtutor.reading.functions import GREEK, nearest

if TYPE_CHECKING:
    from symtutor.errors import ParseError
    from symtutor.reading.lexer import Scanner

_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.|\n)", re.DOTALL)
_OPTION = re.compile(r"[ \n]*(\[[^\]\n]*\]|\*)")
_SPACE = re.compile(r"[ \n]*")

_VARIANTS = {
    "varepsilon": "epsilon",
    "varphi": "phi",
    "vartheta": "theta",
    "varrho": "rho",
    "varsigma": "sigma",
    "varkappa": "kappa",
    "varpi": "pi",
}
_WORDS = (
    *("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan"),
    *("arccot", "exp", "ln", "log", "lg", "max", "min", "sgn", "sign"),
)
_SIGNS = {
    **dict.fromkeys(("cdot", "times", "ast", "star", "cdotp", "bullet"), ("TIMES", "*")),
    **dict.fromkeys(("le", "leq", "leqslant"), ("RELATION", "<=")),
    **dict.fromkeys(("ge", "geq", "geqslant"), ("RELATION", ">=")),
    **dict.fromkeys(("ne", "neq"), ("RELATION", "!=")),
    "lt": ("RELATION", "<"),
    "gt": ("RELATION", ">"),
    "div": ("OVER", "/"),
    "nabla": ("GRADIENT", "∇"),
    "lvert": ("_BAR_OPEN", "|"),
    "rvert": ("_BAR_CLOSE", "|"),
    "vert": ("BAR", "|"),
    "mid": ("BAR", "|"),
    "{": ("LBRACE", "{"),
    "}": ("RBRACE", "}"),
    "lbrace": ("LBRACE", "{"),
    "rbrace": ("RBRACE", "}"),
    "lbrack": ("LSQB", "["),
    "rbrack": ("RSQB", "]"),
    "prime": ("PRIME", "'"),
    "land": ("WORD", "and"),
    "wedge": ("WORD", "and"),
    "lor": ("WORD", "or"),
    "vee": ("WORD", "or"),
}
_LAYOUT = (
    *(",", ";", ":", "!", ">", " ", "quad", "qquad", "enspace", "thinspace", "medspace", "thickspace", "negthinspace"),
    *("displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag", "strut", "mathstrut"),
    *("big", "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr", "biggr", "Biggr", "bigm", "Bigm"),
    *("rm", "it", "bf", "hfill", "noindent", "centering", "par"),
)
_FONTS = (
    *("mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathnormal", "boldsymbol", "bm", "mathop", "vec"),
    *("text", "textrm", "textit", "textbf", "textnormal", "mbox", "hbox", "operatorname", "ensuremath"),
)
_SKIPPED = frozenset({"label", "tag", "hspace", "vspace", "phantom", "hphantom"})
_REFUSED = {
    "partial": "This is a partial derivative, of a partial differential equation; ordinary ones are read.",
    "infty": "∞ is not a number.",
    "pm": "± stands for two expressions.",
    "mp": "∓ stands for two expressions.",
    "int": "An integral has no place here.",
    "sum": "A sum sign is not read.",
    "prod": "A product sign is not read.",
    "lim": "A limit is not read.",
    "input": "Files are not read.",
    "include": "Files are not read.",
}


def command(scanner: Scanner, position: int) -> int:
    """Read the command at `position`; return where it ends."""
    match = _COMMAND.match(scanner.text, position)
    if match is None:
        raise scanner.error("A backslash at the end has no meaning.", position, position + 1, "Remove it.")
    name = match.group()[1:]
    handler = _HANDLERS.get(name)
    if handler is None:
        raise _unknown(scanner, name, position, match.end())
    return handler(scanner, name, position, match.end())


def subscript_text(raw: str) -> str:
    r"""Return the plain text of a subscript: ``\text{max}`` is ``max``, ``\alpha`` is ``alpha``."""
    plain = re.sub(r"\\(?:text|mathrm|textrm|mathit|operatorname|rm|mbox)\b\s*", "", raw)
    return re.sub(r"[\\{}\s,]", "", plain)


def _mark_single(scanner: Scanner, position: int) -> int:
    r"""Note that the argument at `position` is one digit or letter if it has no braces: ``\frac12``."""
    space = _SPACE.match(scanner.text, position)
    start = space.end() if space else position
    if scanner.text[start : start + 1] != "{":
        scanner.singles.add(start)
    return start


def _letter(scanner: Scanner, name: str, position: int, end: int) -> int:
    """Put a Greek letter."""
    scanner.word(_VARIANTS.get(name, name), position, end, variant=name if name in _VARIANTS else "")
    return end


def _function(scanner: Scanner, name: str, position: int, end: int) -> int:
    """Put the name of a function."""
    scanner.word(name, position, end)
    return end


def _fraction(scanner: Scanner, name: str, position: int, end: int) -> int:
    """Put a fraction; its arguments follow."""
    scanner.put("FRACTION", name, position, end)
    after = argument_end(scanner.text, _mark_single(scanner, end))
    if after is None or argument_end(scanner.text, _mark_single(scanner, after)) is None:
        raise scanner.error("A fraction has two parts.", position, after or end, f"Write \\{name}{{1}}{{2}}.")
    return end


def _font(scanner: Scanner, _: str, position: int, end: int) -> int:
    """Read what is set in another font."""
    start, stop, after = argument(scanner, position, end)
    scanner.scan(start, stop)
    return after


def _row(scanner: Scanner, name: str, position: int, end: int) -> int:
    """End a row."""
    option = _OPTION.match(scanner.text, end) if name == "\\" else None
    scanner.row(position, end)
    return option.end() if option else end


def _math(scanner: Scanner, name: str, position: int, end: int) -> int:
    """Pass a mark around mathematics."""
    scanner.math(position, end, opens=name in "([")
    return end


def _space(scanner: Scanner, _: str, __: int, end: int) -> int:
    """Pass white space and layout."""
    scanner.loose = True
    return end


def _skip(scanner: Scanner, _: str, position: int, end: int) -> int:
    """Pass a command with its argument."""
    return argument(scanner, position, end)[2]


def _sign(scanner: Scanner, name: str, position: int, end: int) -> int:
    """Put a sign; a prime in an exponent is a prime."""
    kind, text = _SIGNS[name]
    if kind == "PRIME" and scanner.tokens and scanner.tokens[-1].kind == "CARET":
        scanner.tokens.pop()
    scanner.put(kind, text, position, end)
    return end


def _root(scanner: Scanner, _: str, position: int, end: int) -> int:
    """Put a root, with its index where there is one."""
    start = _mark_single(scanner, end)
    if scanner.text[start : start + 1] != "[":
        scanner.put("ROOT", "√", position, end)
        return end
    scanner.singles.discard(start)
    scanner.put("INDEXED_ROOT", "√", position, end)
    close = scanner.text.find("]", start)
    if close >= 0:
        _mark_single(scanner, close + 1)
    return end


def _dotted(scanner: Scanner, name: str, position: int, end: int) -> int:
    """Put the name under the dots, and primes after it."""
    start, stop, after = argument(scanner, position, end)
    before = len(scanner.tokens)
    scanner.scan(start, stop)
    put = scanner.tokens[before:]
    if len(put) != 1 or put[0].kind != "WORD":
        raise scanner.error("A dot stands over one name.", position, after, r"Write \dot{x}.")
    scanner.tokens[-1] = put[0]._replace(start=scanner.place(position))
    for _ in range(name.count("d")):
        scanner.put("PRIME", "'", after - 1, after)
    return after


_Handler = Callable[["Scanner", str, int, int], int]

_HANDLERS: dict[str, _Handler] = {
    **dict.fromkeys((*GREEK, *_VARIANTS), _letter),
    **dict.fromkeys(_WORDS, _function),
    **dict.fromkeys(_SIGNS, _sign),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _fraction),
    **dict.fromkeys(("dot", "ddot", "dddot"), _dotted),
    **dict.fromkeys(("left", "right", "middle"), fence),
    **dict.fromkeys(_FONTS, _font),
    **dict.fromkeys(("begin", "end"), environment),
    **dict.fromkeys(("\\", "cr", "newline"), _row),
    **dict.fromkeys("()[]", _math),
    **dict.fromkeys(_LAYOUT, _space),
    **dict.fromkeys(_SKIPPED, _skip),
    "sqrt": _root,
}


def _unknown(scanner: Scanner, name: str, position: int, end: int) -> ParseError:
    """Refuse a command that means nothing here."""
    if name in _REFUSED:
        suggestion = "Write dx/dt." if name == "partial" else None
        return scanner.error(_REFUSED[name], position, end, suggestion)
    if not name.isalpha():
        return scanner.error("A backslash has no meaning here.", position, position + 1, "Remove it.")
    known = [*_WORDS, *GREEK, "frac", "sqrt", "dot", "ddot", "cdot", "left", "right"]
    guess = nearest(name, known)
    suggestion = f"Did you mean \\{guess}?" if guess else "Write it in plain text."
    return scanner.error(f"\\{name} is not a command known here.", position, end, suggestion)
