"""The parse tree: what its nodes hold, and where they stand in the text."""

from __future__ import annotations

from typing import TypeAlias

from lark import Token as Leaf
from lark import Tree

Node: TypeAlias = "Tree[Leaf]"


def subtrees(node: Node) -> list[Node]:
    """Return the parts of a node that are no single tokens."""
    return [child for child in node.children if isinstance(child, Tree)]


def leaves(node: Node) -> list[Leaf]:
    """Return the parts of a node that are single tokens."""
    return [child for child in node.children if isinstance(child, Leaf)]


def span_of(node: Node) -> tuple[int, int]:
    """Return the place of a subexpression in the text as typed."""
    return node.meta.start_pos, node.meta.end_pos
