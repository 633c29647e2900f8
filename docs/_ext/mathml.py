"""The mathematics of the pages as MathML, by the function that writes it for solutions: no script, no network."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from symtutor.render.mathml import translated

LOG = logging.getLogger(__name__)
PUNCTUATION = re.compile(r"[,.;:?!)]+")


def mathml(formula: str, *, display: bool) -> str:
    """Translate a formula; one that cannot be translated is an error of the page."""
    found = translated([formula], display=display)
    if found is None:
        LOG.warning("cannot be written as MathML: %s", formula)
    return found or ""


def inline(writer: object, node: nodes.math) -> None:
    """Write a formula in running text."""
    formula, after = mathml(node.astext(), display=False), node.get("after", "")
    writer.body.append(f'<span class="tied">{formula}{after}</span>' if after else formula)
    raise nodes.SkipNode


def displayed(writer: object, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, which scrolls where the screen is too narrow."""
    writer.body.append(f'<div class="formula" tabindex="0">{mathml(node.astext(), display=True)}</div>')
    raise nodes.SkipNode


def tie(_app: Sphinx, page: nodes.document, _name: str) -> None:
    """Keep the punctuation after a formula on its line: browsers would begin the next one with a comma."""
    for formula in list(page.findall(nodes.math)):
        behind = formula.next_node(siblings=True, descend=False)
        if isinstance(behind, nodes.Text) and (found := PUNCTUATION.match(behind)):
            formula["after"] = found[0]
            behind.parent.replace(behind, nodes.Text(behind[found.end() :]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Offer the renderer."""
    app.add_html_math_renderer("mathml", (inline, None), (displayed, None))
    app.connect("doctree-resolved", tie)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
