"""Nothing that comes from outside becomes more than text: scripts, elements, links, pictures, colours, formulas.

Addresses, fields, files, logs, cells and nets hold what attacks are made of. Every page of the menu and every lesson is
opened with it in a real Chromium; then no dialog has opened, no other host was asked for anything, and no element is
there that we did not make.
"""

import json
import random
import time
from collections.abc import Iterator
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_core.cells.custom import packed, read_own
from lstm_core.course.lessons import lessons
from lstm_core.exam.log import portable
from lstm_core.exam.log.event import Event
from lstm_core.tasks import designed
from lstm_core.training import Experiment
from lstm_core.training.trained import Trained
from tests.addresses import parameters
from tests.browser.conftest import at_rest
from tests.browser.test_everywhere import ADDRESSES
from tools.serving import APP

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=//evil.example/a.png onerror=alert(1)>",
    "<svg onload=alert(1)><b class=smuggled>b</b></svg>",
    '"><b class=smuggled onmouseover=alert(1)>',
    "</title></textarea></style><b class=smuggled>",
    "');alert(1)//",
    "{{alert(1)}} ${alert(1)} datum['x']",
    "javascript:alert(1)",
)
MARKDOWN = (
    "[l](javascript:alert(1)) [m](https://evil.example) <https://evil.example>",
    "![i](https://evil.example/i.png) https://evil.example www.evil.example a@evil.example",
    "&lt;b&gt; &#60;i&#62; &amp;",
    r"$\href{javascript:alert(1)}{x}$ $$\rule{9em}{9em}$$ \(x\)",
    ":red[warm] :blue-badge[x] :material/home: :+1: :100: :smile: a:b",
    "`code` **bold** __bold__ _low_ ~~gone~~ h->c <- -- >= <=",
    "# head",
    "- item",
    "1. item",
    "> said",
)
UNSEEN = ("\u202egnp.exe\u202c", "\u2066a\u2069 \u200eb", "\u200bzero\ufeff")
LINES = "one\n# two\n- three\n| a | b |\n| - | - |\n\n    four"
ATTACKS = (*SCRIPTS, *MARKDOWN, *UNSEEN, LINES)
ALL = " ".join(ATTACKS)
SHORT = "<img src=//evil.example/b onerror=alert(1)>"  # where only the beginning is quoted
ALL = f"{SHORT} {ALL}"
FILE = "<img src=x onerror=alert(1)> [l](javascript:alert(1)) :red[r] \u202e"
LONGEST = 60_000  # signs of an address; a server refuses more before any page sees them
MOST = 5  # fields of a page that are filled; where there are more, they are a table of numbers
FOREIGN = """() => {
  const found = [], dangerous = /^\\s*(javascript|vbscript|data:text)|evil\\.example/i;
  const look = (root) => root.querySelectorAll("*").forEach((element) => {
    for (const { name, value } of element.attributes) {
      const leads = /^(xlink:)?(href|src|action|formaction|srcdoc|data|poster|srcset|background)$/.test(name);
      if (/^on/.test(name) || leads && dangerous.test(value)) found.push(element.outerHTML.slice(0, 200));
    }
    const made = element.matches(".smuggled, script:not([src]), object, embed, base") && element.closest("body");
    if (made && !/^(\\s*|.*__st|.*window)/s.test(element.textContent)) found.push(element.outerHTML.slice(0, 200));
    if (element.matches(".smuggled")) found.push(element.outerHTML.slice(0, 200));
    if (element.shadowRoot) look(element.shadowRoot);
  });
  look(document);
  return found;
}"""


@pytest.fixture
def watched(profiles) -> Iterator[Page]:
    """A page on which anything foreign fails the test."""
    profile = profiles.lend()
    page = profile.context.new_page()
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: opened.append(popup.url))
    page.on(
        "request",
        lambda asked: asked.url.startswith(("http://127.0.0.1:", "data:", "blob:")) or opened.append(asked.url),
    )
    page.route("**://*evil.example/**", lambda route: route.abort())
    yield page
    assert page.evaluate(FOREIGN) == []
    assert opened == []
    profiles.take_back(profile)


def clean(page: Page) -> None:
    at_rest(page)
    assert page.evaluate(FOREIGN) == []


# What we say about what somebody typed

QUOTING = """
import json, sys
from pathlib import Path
import streamlit as st
from ui.common.text import literal, problem
for k, text in enumerate(json.loads({texts!r})):
    with st.container(key=f"quoted_{{k}}"):
        st.markdown(literal(text)) if k % 2 else problem(text)
st.title("Done")
"""
SIGNS = [*"abt 1_*`~$\\[]()<>!#:+-=|&;@/.\"'{}\n", ":red[", "](", "![", "->", "--", "https://evil.example", "$$", "<b>"]


def shown(text: str) -> str:
    """What is to be read: the signs that were typed, in one line; unseen signs are shown as what cannot be shown."""
    return " ".join("".join(sign if sign.isprintable() or sign.isspace() else "\ufffd" for sign in text).split())


def test_what_is_quoted_is_read_as_it_was_typed(watched, serve):
    draw = random.Random(5)
    texts = [*ATTACKS]
    texts += ["".join(draw.choices(SIGNS, k=draw.randint(1, 14))) for _ in range(400)]
    texts = [text for text in texts if text.strip()]
    home = serve(QUOTING.format(texts=json.dumps(texts)))
    watched.goto(home)
    expect(watched.get_by_role("heading", name="Done")).to_be_visible(timeout=60_000)
    read = watched.evaluate(
        """count => [...Array(count).keys()].map((k) => {
          const place = document.querySelector(`.st-key-quoted_${k}`);
          return place.textContent.replace(/^error /, "");
        })""",
        len(texts),
    )
    tidy = lambda text: " ".join(text.replace("\u2060", "").split())
    wrong = [(shown(text), tidy(said)) for text, said in zip(texts, read, strict=True) if tidy(said) != shown(text)]
    assert wrong == []


# Addresses, fields and files of every page


PAGES = [
    *ADDRESSES,
    *(f"course?lesson={key}&open=true" for key in lessons() if f"course?lesson={key}&open=true" not in ADDRESSES),
]


def attacked(address: str) -> str:
    """The address with every parameter that it does not need set to attacks: as many as it holds, each time others."""
    path, _, query = address.partition("?")
    names = sorted(parameters() - {pair.partition("=")[0] for pair in query.split("&")})
    draw, each = random.Random(address), (LONGEST - len(address)) // len(names)
    rest = "&".join(f"{name}={attacks(draw, each - len(name) - 2)}" for name in names)
    return f"{path}?{query}&{rest}"


def attacks(draw: random.Random, most: int) -> str:
    """Some attacks in any order, so many that they take no more than this in an address."""
    value = quote(SHORT)
    for text in draw.sample(ATTACKS, len(ATTACKS)):
        more = quote(f" {text}")
        value += more if len(value) + len(more) <= most else ""
    return value


def test_the_parameters_of_pages_are_found():
    assert {
        "lesson",
        "page",
        "net",
        "s",
        "m",
        "drill",
        "drawn_cell",
        "view",
        "paragraph",
        "own_name",
        "window",
    } - parameters() == set()


@pytest.mark.parametrize("address", PAGES)
def test_no_address_no_field_and_no_file_puts_more_than_text_on_a_page(watched, serve, address):
    watched.goto(f"{serve(APP)}/{attacked(address)}")
    clean(watched)
    fields = watched.get_by_test_id("stMain").locator("input[type=text]:visible, textarea:visible")
    for k in range(min(fields.count(), MOST)):
        if k < fields.count() and fields.nth(k).is_editable():
            fields.nth(k).fill(ALL)
            fields.nth(k).blur()
            at_rest(watched)
    files = watched.locator("input[type=file]")
    for k in range(files.count()):
        ending = (files.nth(k).get_attribute("accept") or ".txt").split(",")[0]
        files.nth(k).set_input_files({"name": f"{FILE}{ending}", "mimeType": "text/plain", "buffer": ALL.encode()})
        at_rest(watched)
    clean(watched)


# What is kept: a log, a cell, a net

WORDS = [*SCRIPTS, *MARKDOWN]  # one of them beside every line of a cell


def hostile_cell() -> str:
    """A page of notation whose words are attacks, one beside every line."""
    lines = ["x", "h", *(f"a{k} = tanh(linear(x, h))" for k in range(len(WORDS) - 3)), "h_next = tanh(linear(x, a0))"]
    return "\n".join(f"{line}  # words {words}" for line, words in zip(lines, WORDS, strict=True))


def hostile_log() -> bytes:
    """A log in which everything that is text is an attack."""
    kinds = ("review", "drill", "drawing", "equations", "oral", "exam", "lesson", "puzzle", *SCRIPTS[:2])
    items = ("question A01", "LSTM", "N09", ALL[:100], *SCRIPTS)
    fields = {
        name: [SHORT, ALL[:500]] for name in ("rating", "wrong", "traps", "date", "topic", "text", "try", "marks")
    }
    now = time.time()
    events = [
        Event(now - k, kind[:40], item[:100], fields)
        for k, (kind, item) in enumerate((a, b) for a in kinds for b in items)
    ]
    return portable.write(events).encode()


def test_a_log_with_attacks_in_it_is_only_text_on_every_page(watched, serve):
    home = serve(APP)
    watched.goto(f"{home}/progress")
    clean(watched)
    file = {"name": f"{FILE}.json", "mimeType": "application/json", "buffer": hostile_log()}
    watched.locator("input[type=file]").set_input_files(file)
    expect(watched.get_by_text("events are new.")).to_be_visible()
    for address in ("", "today", "draw", "drills", "oral", "progress", "course", "design-task", "delays"):
        watched.goto(f"{home}/{address}")
        clean(watched)


def test_the_words_of_a_cell_are_only_text_wherever_it_is_shown(watched, serve):
    page = hostile_cell()
    read_own("Mine", page)
    watched.goto(f"{serve(APP)}/my-cell?own_name=Mine&page={packed(page)}")
    clean(watched)
    expect(watched.get_by_test_id("stGraphVizChart").locator("svg")).to_be_visible()
    for words in ("alert(1)", "evil.example", ":red[warm]"):
        expect(watched.get_by_text(words).first).to_be_attached()
    clean(watched)
    assert watched.locator("[data-testid=stGraphVizChart] a[*|href]").count() == 0


@pytest.mark.parametrize(
    "symbol", ["x\\", "\\href{a}{x}", "\\rule{9em}{9em}", "\\htmlId{a}{x}", "\\includegraphics{a}", "}x{"]
)
def test_a_symbol_that_is_more_than_a_letter_is_refused_in_a_sentence(watched, serve, symbol):
    page = f"x\nh\nh_next = tanh(linear(x, h))  # ${symbol}$ URL=<https://evil.example>]//"
    watched.goto(f"{serve(APP)}/my-cell?own_name=Mine&page={packed(page)}")
    clean(watched)
    expect(watched.get_by_text("h_next: its symbol")).to_be_visible()


NAME = "my _own_ cell"  # all that a name may hold which means something in Markdown


def saved_net() -> bytes:
    """A net of a cell and a task whose names and words are as bad as a file may have them."""
    task = designed("a _bad_ task", [["1"], [""]], [[""], ["1"]], inputs=("v _w_ x",), outputs=("o'--_p_",))
    experiment = Experiment(task=task, cell=read_own(NAME, hostile_cell()), hidden=2)
    layers = [experiment.cell.shapes(*size) for size in experiment.sizes]
    if experiment.readout == "linear":
        layers.append({"W_y": (1, 2), "b_y": (1,)})
    weights = tuple({name: np.full(shape, 0.1) for name, shape in layer.items()} for layer in layers)
    return Trained(experiment, weights).save()


def test_what_stands_in_the_head_of_a_saved_net_is_only_text(watched, serve):
    watched.goto(f"{serve(APP)}/probe")
    clean(watched)
    watched.get_by_role("button", name="Open a file").click()
    file = {"name": f"{FILE}.safetensors", "mimeType": "application/octet-stream", "buffer": saved_net()}
    watched.locator("input[type=file]").set_input_files(file)
    expect(watched.get_by_text(f"{NAME}, 2 units")).to_be_visible()
    expect(watched.get_by_text("“a _bad_ task”")).to_be_visible()
    clean(watched)


def test_a_name_is_read_as_it_was_typed_wherever_it_is_offered(watched, serve):
    watched.goto(f"{serve(APP)}/my-cell?own_name={quote(NAME)}&page={packed(hostile_cell())}")
    clean(watched)
    expect(watched.get_by_text(f"{NAME}: numbers to learn")).to_be_visible()
    watched.get_by_role("button", name="Train it").click()
    watched.get_by_text("Go to the page Train").click()
    expect(watched.get_by_role("heading", name="Train", exact=True)).to_be_visible()
    expect(watched.get_by_role("button", name=NAME)).to_be_visible()
    clean(watched)
