"""`symtutor solve`."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from cyclopts import Parameter

from symtutor.commands.shared import NOTHING, USUAL_SOLUTION, Given, SolutionWanted, System, deliver, statement
from symtutor.errors import RequestError
from symtutor.output import format_for


def solve(
    system: System,
    /,
    *,
    start: Annotated[
        str | None, Parameter(metavar="NAME=VALUE,...", help="A start: where it ends, how fast and why: x=1/2.")
    ] = None,
    detail: Annotated[
        Literal["brief", "standard", "full"],
        Parameter(help="brief: the answers and what decides each, without the way. full: every line, as on paper."),
    ] = "standard",
    only: Annotated[
        str | None,
        Parameter(
            metavar="TOPIC,...",
            help="Tell only of these: fixed-points, derivative, jacobian, stability, eigenvalues, flow, basins, "
            "explicit, gradient, structure, bifurcations, summary and the other steps.",
        ),
    ] = None,
    fragment: Annotated[
        bool, Parameter(help="LaTeX for \\input, in a document with amsmath, amssymb, array and graphicx.")
    ] = False,
    given: Given = NOTHING,
    wanted: SolutionWanted = USUAL_SOLUTION,
) -> str | None:
    """Print the worked solution: fixed points, stability and flow, each with its reason."""
    from symtutor.extent import Extent  # noqa: PLC0415
    from symtutor.solving import solving  # noqa: PLC0415

    extent = Extent.of(detail, only)
    chosen = format_for(wanted.to, wanted.output, solution=True)
    if fragment and chosen != "latex":
        raise RequestError("Only LaTeX has a fragment.", suggestion="Write --to latex --fragment, or -o solution.tex.")
    if fragment and wanted.template is not None:
        raise RequestError("A fragment has no preamble.", suggestion="Leave out --fragment or --template.")
    said = statement(system, given)
    job = partial(
        solving,
        said.system,
        values=said.values,
        assume=said.assume,
        window=said.window,
        start=start,
        extent=extent,
    )
    return deliver(job, "fragment" if fragment else chosen, wanted)
