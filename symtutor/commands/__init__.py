"""The commands, a module each: what each takes, and which part of the program answers. No mathematics is done here."""

from __future__ import annotations

from cyclopts import App, Parameter

import symtutor
from symtutor.commands.check import check
from symtutor.commands.descend import descend
from symtutor.commands.euler import euler
from symtutor.commands.plot import plot
from symtutor.commands.problem import problem
from symtutor.commands.solve import solve
from symtutor.commands.worksheet import worksheet

EXAMPLES = """Examples:
  symtutor solve "dx/dt = x(1-x)(x-2)"
  symtutor solve "x' = x(3-x-2y), y' = y(2-x-y)" -o solution.tex
  symtutor solve "x' = r x - x^3" --set r=1/2 --to json
  symtutor solve "x' = x^2" --start x=1
  symtutor solve "x' = x^2.123 - 0.3 x^1.001 + 1" --time-limit 60
  symtutor check "dx/dt = x(1-x)(x-2)" "x = 1, 2" --asked fixed-points
  symtutor check three-fixed-points work.txt --hint 1
  symtutor euler "dx/dt = -x" --start x=1 --until 1/2 --step 1/2,1/4,1/10
  symtutor descend "L = x^2/2 + y^2" --start x=2,y=1 --rate 0.1,1.0
  symtutor plot three-fixed-points -o flow.svg
  symtutor problem three-fixed-points
  symtutor worksheet three-fixed-points sine-flow -o sheet.pdf

Exit status: 0 done; 1 check found something wrong or missing; 2 the input cannot be read or the request makes no sense;
3 a limit was reached, and the answer is partial."""

app = App(
    name="symtutor",
    help="Worked, checked solutions of ordinary differential equations.",
    help_epilogue=EXAMPLES,
    help_format="plaintext",
    version=f"symtutor {symtutor.__version__}",
    default_parameter=Parameter(show_default=False, negative=""),
    suppress_keyboard_interrupt=False,
)

for _command in (solve, check, euler, descend, plot, problem, worksheet):
    app.command(_command)
