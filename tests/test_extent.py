"""How much is told: topics chosen by their words, the answers in brief, and nothing that matters hidden."""

import pytest

from symtutor.cli import run
from symtutor.errors import RequestError
from symtutor.extent import ELSEWHERE, TOPICS, Extent
from symtutor.schema import Asked
from symtutor.solution import Solution
from symtutor.solving import solve
from symtutor.verification import Verification

KEY_EXERCISE = "dx/dt = x(1-x)(x-2)"
COMPETITION = "x' = x(3-x-2y), y' = y(2-x-y)"


def titles(solution):
    return [step.title for step in solution.document.steps]


@pytest.mark.parametrize(
    ("system", "only", "told"),
    [
        (KEY_EXERCISE, "fixed-points", ["Fixed points"]),
        (KEY_EXERCISE, "stability, fixed-points", ["Fixed points", "Stability"]),  # the order is the solution's
        (KEY_EXERCISE, ["gradient", "gradient"], ["As gradient descent"]),
        (KEY_EXERCISE, "derivative", ["Slope"]),
        (COMPETITION, "derivative", ["Jacobian"]),  # of two states, the derivative is a matrix
        (COMPETITION, "jacobian", ["Jacobian"]),
        (COMPETITION, "eigenvalues", ["Stability", "Directions"]),  # computed in one step, used in the other
        ("x'' = -x", "order,checked", ["Write it as a first-order system", "Checked"]),
    ],
)
def test_topics(system, only, told):
    assert titles(solve(system).told(only=only)) == told


@pytest.mark.parametrize(
    ("only", "says"),
    [
        ("basin", "Topics are: .*basins"),
        ("euler", "symtutor euler"),
        (" , ", "No topic is named"),
        ("jacobian", "It tells of: .*derivative"),  # one state has a slope
        ("bifurcations", "tells nothing of bifurcations"),
    ],
)
def test_a_topic_that_is_not_there(only, says):
    with pytest.raises(RequestError, match=says):
        _ = solve(KEY_EXERCISE).told(only=only).document


def test_whatever_can_be_asked_has_a_topic():
    assert {word.value for word in Asked} <= {*TOPICS, *ELSEWHERE}


def test_every_topic_of_a_solution_has_a_word():
    systems = (KEY_EXERCISE, COMPETITION, "x' = r + x^2", "x'' + (x^2-1)x' + x = 0")
    assert {step.topic for system in systems for step in solve(system).document.steps} <= set(TOPICS)


def test_what_is_not_finished_stays():
    """A partial answer has not every topic yet, and says that it is partial."""
    whole = solve(KEY_EXERCISE)
    partial = Solution(whole.analysis, whole.window, "Missing here: the rest.").told(only="bifurcations")
    assert titles(partial) == ["Not finished"]


def test_a_failed_check_stays():
    document = solve(KEY_EXERCISE).document
    kept = Extent.of(only="flow").applied(document, Verification(19, 1, 0))
    assert [step.topic for step in kept.steps] == ["flow", "checked"]


@pytest.mark.parametrize(
    ("system", "told"),
    [
        (KEY_EXERCISE, "The fixed points are 0, 1 and 2. There are no others."),
        ("x' = x^2", "The fixed point is 0. There is no other."),
        ("x' = 1 + x^2", "There is no fixed point."),
        ("x' = sin(x)", "The fixed points are 2πn and π + 2πn, for every integer n. There are no others."),
        ("x' = r x - x^3", "The fixed points are 0, −√r where r > 0 and √r where r > 0. There are no others."),
        ("x' = x y, y' = 0", "The fixed points are (0, y) for every y and (x, 0) for every x. There are no others."),
        ("x' = |x| - x", "The fixed points are every x with x ≥ 0. There are no others."),
        ("x'' + (x^2-1)x' + x = 0", "There is a stable limit cycle, of period ≈ 6.663."),  # Strogatz, example 7.6.2
        ("x' = r x - x^3", "At r = 0: a supercritical pitchfork bifurcation, at x* = 0."),
        ("x' = x^2", "0    0        half-stable   x < 0   first nonzero derivative"),
    ],
)
def test_brief(system, told):
    assert told in str(solve(system).told("brief"))


def test_people_are_written_with_a_capital():
    assert "Lyapunov coefficient" in solve("x' = -y - x^3, y' = x - y^3").told("brief").to("text")


def test_brief_is_shorter_and_counts_the_same_claims():
    solution = solve(COMPETITION)
    short = solution.told("brief")
    assert len(str(short)) < len(str(solution)) / 2
    assert short.document.steps[-1] == solution.document.steps[-1]


def test_full_says_more_and_counts_it():
    solution = solve(KEY_EXERCISE)
    full = solution.told("full")
    assert len(str(full)) > len(str(solution))
    assert full.verify().held > solution.verify().held
    assert full.verify().failed == full.verify().undecided == 0
    assert str(full).endswith(f"{full.verify().held} of {full.verify().held} claims re-derived another way.\n")


def test_full_takes_the_place_of_what_it_spells_out():
    """The product rule is told once, and the result stands at its end as it does at standard detail."""
    told = str(solve(KEY_EXERCISE).told("full"))
    assert told.count("product rule") == 1
    assert titles(solve(KEY_EXERCISE).told("full")) == titles(solve(KEY_EXERCISE))


def test_what_was_stopped_is_not_spelled_out():
    whole = solve(KEY_EXERCISE)
    partial = Solution(whole.analysis, whole.window, "Missing here: the rest.")
    assert str(partial.told("full")) == str(partial)


def test_a_detail_that_does_not_exist():
    with pytest.raises(RequestError, match="brief, standard, full"):
        solve(KEY_EXERCISE).told("endless")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["--only", "basins"], 0, "1. Basins of attraction"),
        (["--detail", "brief"], 0, "decided by"),
        (["--detail", "full"], 0, "(u v w)′"),
        (["--detail", "full", "--to", "json"], 0, "(u v w)′"),
        (["--detail", "brief", "--only", "summary", "--to", "json"], 0, '"title": "Summary"'),
        (["--only", "bifurcations"], 2, "tells nothing of bifurcations"),
        (["--only", "flows"], 2, "Topics are"),
    ],
)
def test_on_the_command_line(arguments, status, says, capsys):
    assert run(["solve", KEY_EXERCISE, *arguments]) == status
    printed = capsys.readouterr()
    assert says in (printed.err if status else printed.out)
