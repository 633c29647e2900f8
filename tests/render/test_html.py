"""Every block as HTML; hostile words; a page that is whole, closed and readable; and looked at by a browser."""

import re
import shutil
import subprocess
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from sympy import Integer, Matrix, Rational, Symbol, expand, pi, sqrt, symbols

from symtutor.document import (
    Document,
    Equation,
    Figure,
    FlowLine,
    Listing,
    Mark,
    Name,
    Step,
    Text,
    equals,
    paragraph,
    table,
)
from symtutor.render.html import render

x, y = symbols("x y", real=True)
n = Symbol("n", integer=True)

VOID = {"meta", "br", "wbr", "img", "mspace"}
MARKUP = {
    "html", "head", "title", "style", "body", "main", "h1", "h2", "section", "p", "strong", "span", "div", "figure",
    "table", "thead", "tbody", "tr", "th", "td", "svg", "path", "circle", "text", *VOID,
    "math", "mrow", "mi", "mn", "mo", "mtext", "msup", "msub", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd",
}  # fmt: skip
"""All that a page is made of."""

HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style></head><img src=x onerror=alert(1)>",
    '" onfocus="alert(1)" autofocus="',
    "' onfocus='alert(1)",
    "</mtext></math><script>alert(1)</script>",
    "<!-- ", "--> ", "<![CDATA[ x ]]>", "&lt;script&gt;", "&#60;b&#62;", "${alert(1)}",
    "\\text{</math>}",
    "\\input{/etc/passwd}", "\\href{javascript:alert(1)}{x}", "}{\\end{aligned}", "$", "\\", "%", "#1",
]  # fmt: skip


class Page(HTMLParser):
    """Read a page as a browser would, and insist on what a browser would mend in silence."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], [], [], ""
        self.feed(page)
        self.close()
        assert not self.open, "everything opened is closed"

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, "what is opened last is closed first"

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data

    def handle_comment(self, data):
        raise AssertionError(data)


def page_of(*blocks, title=()):
    return render(Document(title, (Step("S", blocks),)))


def body_of(*blocks):
    page = page_of(*blocks)
    return page[page.index("</h2>\n") + len("</h2>\n") : page.index("\n</section>")]


WIDE = '<div class="wide" role="group" aria-label="formula" tabindex="0">'
BLOCKS = [
    ("running text", paragraph("At {p} it is *stable*", p=Integer(2)),
     "<p>At <math><mn>2</mn></math> it is <strong>stable</strong></p>"),
    ("a comma stays with its formula", paragraph("At {p}, here", p=x),
     '<p>At <span class="tied"><math><mi>x</mi></math>,</span> here</p>'),
    ("numbers in a row are formulas of their own", paragraph("{p}", p=Listing((Integer(0), Integer(1)))),
     "<p><math><mn>0</mn></math>, <math><mn>1</mn></math></p>"),
    ("a displayed formula scrolls and is reached by the keyboard", Equation((x,)),
     f'{WIDE}<math display="block"><mi>x</mi></math></div>'),
    ("a picture with its words", Figure("a.svg", 'The "flow"'),
     '<figure><img src="a.svg" alt="The &quot;flow&quot;"></figure>'),
    ("no picture is fetched from elsewhere", Figure("https://x.org/a.svg", "The flow"), "<p>The flow</p>"),
    ("no address runs", Figure("javascript:alert(1)", "The flow"), "<p>The flow</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "written"), [pytest.param(*row, id=why) for why, *row in BLOCKS])
def test_block(block, written):
    assert body_of(block) == written


def test_table_names_its_columns():
    body = body_of(table(("a", "b"), [(x, "c")]))
    assert '<tr><th scope="col">a</th><th scope="col">b</th></tr>' in body
    assert "<tr><td><math><mi>x</mi></math></td><td>c</td></tr>" in body


def test_heading_of_mathematics_alone_has_a_name():
    # axe-core 4.14 calls it empty otherwise, and so does a list of headings
    page = render(Document(paragraph("{f}", f=x**2).content, (Step("S", (table((x, "a"), [(x, x)]),)),)))
    assert '<h1 aria-label="x²">' in page
    assert '<th scope="col"><math aria-label="x">' in page
    assert page.count("aria-label=") == 3  # these two and the table's


def test_long_formula_in_running_text_may_end_a_line_but_not_in_a_table():
    long = equals(Name("f", args=(x,)), expand((x + 1) ** 9))
    assert body_of(paragraph("{f}", f=long)).count("<wbr>") > 2
    assert "<wbr>" not in body_of(table(("f",), [(long,)]))


@pytest.mark.parametrize("said", HOSTILE)
def test_words_stay_words_wherever_they_stand(said):
    blocks = (
        paragraph("{said}, *term*", said=said),
        Equation((Symbol(said),)),
        Equation((equals(Symbol(said), x), equals(x, Symbol("a_" + said)))),
        paragraph("{f} and {g}", f=Symbol(said) + x / 2, g=Name(said, args=(x,), primes=1)),
        table((said, Symbol(said)), [(said, Symbol(said) ** 2)]),
        FlowLine(((Mark.STABLE, Symbol(said)),), (1, -1)),
        Figure(said, said),
    )
    page = Page(render(Document((Text(said),), (Step(said, blocks),))))
    assert set(page.tags) <= MARKUP
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in {"href", "autofocus"}]
    assert [value for name, value in page.attributes if name == "src"] == []
    assert page.text.count(said) >= 5


def test_control_characters_do_not_reach_the_page():
    assert "\x1b" not in page_of(paragraph("{said}", said="a\x1b[31mb\u202e"))


def test_page_is_whole_and_in_one_language():
    document = Document(
        (Text("Solve "), *paragraph("{f}", f=x**2).content), (Step("One", ()), Step("Two", (paragraph("words"),)))
    )
    page = Page(render(document))
    assert ("lang", "en") in page.attributes
    assert "Solve x²" in page.text  # the title of the tab
    assert [tag for tag in page.tags if tag in {"h1", "h2"}] == ["h1", "h2", "h2"]
    identifiers = [value for name, value in page.attributes if name == "id"]
    assert identifiers == [value for name, value in page.attributes if name == "aria-labelledby"]
    assert len(set(identifiers)) == len(identifiers)


def test_page_needs_nothing_else():
    page = render(Document((Text("T"),), (Step("S", (Equation((x,)),)),)))
    assert not re.search(r"<script|<link|@import|https?:|url\((?!data:)", page)
    assert "default-src 'none'" in page


MANY = (
    paragraph("Then {f} follows from {g}.", f=equals(Name("f", args=(x,)), expand((x + 1) ** 9)), g=sqrt(2) * x),
    paragraph("{m}", m=Matrix([[-1, Rational(1, 2)], [sqrt(2), -3]])),
    Equation((equals(Name("f", args=(x,)), expand((x + y) ** 9), expand((x - y) ** 12)),)),
    Equation((Symbol("one_long_name_of_" + "a" * 200),)),
    table(tuple(f"column {k}" for k in range(9)), [tuple((x + y) ** k / (x - 1) for k in range(9))]),
    FlowLine(tuple((Mark.STABLE, Integer(1000 * k)) for k in range(20)), (1,) * 21),
    FlowLine(
        ((Mark.LEFT, pi + 2 * pi * n), (Mark.RIGHT, 2 * pi * n), (Mark.BREAK, 9 * pi)), (1, 0, None, 1), endless=True
    ),
    paragraph("{said}", said="word" * 100),
)


def test_same_document_gives_same_bytes():
    assert page_of(*MANY) == page_of(*MANY)


MEASURE = """<!DOCTYPE html><meta charset="utf-8"><iframe width="{width}" height="800" srcdoc="{page}"></iframe>
<script>
const frame = document.querySelector("iframe");
frame.onload = async () => {{
  const page = frame.contentDocument, width = page.documentElement.clientWidth;
  const hidden = [...page.querySelectorAll("p, p math, h1, h2, .wide")].filter(
    (part) => part.getBoundingClientRect().right > width + 1);
  const drawn = page.querySelector("math").getBoundingClientRect().height > 0;
  await page.fonts.ready;
  const fonts = [...page.fonts].map((font) => font.status);
  document.title = `width ${{page.documentElement.scrollWidth - width}}, hidden ${{hidden.length}}`
    + `, drawn ${{drawn}}, font ${{fonts}}`;
}};
</script>"""

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here, so no page was drawn")
@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_clipped(width, tmp_path):
    file = tmp_path / "measure.html"
    file.write_text(MEASURE.format(width=width, page=escape(page_of(*MANY))), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip
    command = [
        CHROMIUM,
        *flags,
        f"--user-data-dir={tmp_path}/profile",
        "--virtual-time-budget=5000",
        "--dump-dom",
        file.as_uri(),
    ]
    run = subprocess.run(command, capture_output=True, check=True, timeout=120, encoding="utf-8")
    assert re.search(r"<title>(.*)</title>", run.stdout)[1] == "width 0, hidden 0, drawn true, font loaded"


def test_headings_count_the_steps():
    page = render(Document((), tuple(Step(f"S{k}", ()) for k in (1, 2, 3))))
    places = [page.index(f'<h2 id="step-{k}">{k}. S{k}</h2>') for k in (1, 2, 3)]
    assert all(before < after for before, after in pairwise(places))
