"""Pages as a browser shows them: nothing goes wrong, nothing is clipped, nobody is shut out.

Chromium is driven by Playwright; axe-core looks for what keeps people out. Where one of them is missing that is said,
and nothing is tested: ``pip install -e '.[browser]'`` and a Chromium on the PATH.
"""

import shutil

import pytest

from symtutor.grading import check
from symtutor.laboratory import euler
from symtutor.solving import solve
from symtutor.worksheet import answering, worksheet

playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright is installed, so no page was opened")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core is installed")

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here, so no page was opened")

PAGES = {
    "three-fixed-points": lambda: solve("three-fixed-points"),
    "four-in-the-plane": lambda: solve("competing-species"),
    "a-parameter": lambda: solve("jump-and-hysteresis"),
    "euler": lambda: euler("dx/dt = -x", "x=1", "1/2", "1/2,1/4"),
    "report": lambda: check("three-fixed-points", "x = 1, 2\nf'(1) = 3\nlooks fine"),
    "sheet": lambda: worksheet(["fishing", "saddle-point"]),
    "key": lambda: [*answering(["fishing", "saddle-point"])][-1](None),
}
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync", "--disable-background-networking",
         "--disable-component-update"]  # fmt: skip
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const parts = [...document.querySelectorAll("h1, h2, p, p math, td, th, svg, .wide")];
  const scrolls = (part) => part.parentElement.closest(".wide");
  return parts.filter((part) => !scrolls(part) && part.getBoundingClientRect().right > width + 1)
    .map((part) => part.outerHTML.slice(0, 80));
}"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Write every page."""
    folder = tmp_path_factory.mktemp("pages")
    for name, answer in PAGES.items():
        (folder / f"{name}.html").write_text(answer().to("html"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser():
    """Start one Chromium for all tests."""
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *QUIET])
        yield chromium
        chromium.close()


@pytest.fixture(params=PAGES)
def address(request, files):
    return (files / f"{request.param}.html").as_uri()


@pytest.fixture
def page_in(browser):
    """Open a page in a window of a width, on light or dark paper; what complains or calls out is noted."""
    opened = []

    def open_page(address, width=1200, scheme="light"):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        opened.append(page)
        page.complaints, page.calls = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.calls.append(request.url))
        page.goto(address)
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for page in opened:
        page.close()


def barriers(page, **options):
    """Let axe-core look for what keeps people out."""
    found = axe.Axe().run(page, options=options).response["violations"]
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]


def test_nobody_is_shut_out(address, page_in):
    assert barriers(page_in(address)) == []


def test_dark_paper_is_read_as_well(address, page_in):
    assert barriers(page_in(address, scheme="dark"), runOnly=["color-contrast"]) == []


def test_a_barrier_would_be_found(tmp_path, page_in):
    page = tmp_path / "page.html"
    page.write_text('<title>A page</title><img src="data:,"><p style="color: #aaa">Pale words.</p>')
    assert {"html-has-lang", "image-alt", "color-contrast"} <= {rule for rule, _ in barriers(page_in(page.as_uri()))}


def test_nothing_complains_and_nothing_is_fetched(address, page_in):
    page = page_in(address)
    assert page.complaints == []
    assert [url for url in page.calls if not url.startswith("data:")] == [address]


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_is_clipped(address, width, page_in):
    page = page_in(address, width=width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.evaluate(OUTSIDE) == []


def test_formulas_are_reached_by_the_keyboard(files, page_in):
    page = page_in((files / "three-fixed-points.html").as_uri(), width=360)
    wide = page.locator(".wide")
    reached = []
    for _ in range(wide.count()):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert reached == [part.get_attribute("aria-label") for part in wide.all()]
    assert "formula" in reached


def test_a_wide_formula_scrolls_by_the_arrow_keys(files, page_in):
    page = page_in((files / "a-parameter.html").as_uri(), width=320)
    beyond = page.locator(".wide").filter(has=page.locator("math, table"))
    widest = max(beyond.all(), key=lambda part: part.evaluate("part => part.scrollWidth - part.clientWidth"))
    assert widest.evaluate("part => part.scrollWidth > part.clientWidth")
    widest.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(100):  # it glides; and a script that waits is one that the page forbids
        if widest.evaluate("part => part.scrollLeft") > 0:
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not move")


def test_mathematics_is_drawn_in_its_font(files, page_in):
    page = page_in((files / "three-fixed-points.html").as_uri())
    assert page.evaluate("[...document.fonts].map((font) => font.status)") == ["loaded"]
    assert page.evaluate("document.querySelector('math').getBoundingClientRect().height") > 0


def test_pictures_follow_the_paper(files, page_in):
    address = (files / "three-fixed-points.html").as_uri()
    paper = """[getComputedStyle(document.querySelector('.plot path')).fill,
                getComputedStyle(document.body).backgroundColor]"""
    light, dark = (page_in(address, scheme=scheme).evaluate(paper) for scheme in ("light", "dark"))
    assert light == ["rgb(253, 253, 251)"] * 2
    assert dark == ["rgb(23, 24, 28)"] * 2
