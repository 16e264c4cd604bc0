"""Somebody who sits an oral exam in a browser, and what the log holds of it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from lstm_core.cells import CELLS
from lstm_core.exam.bank.bank import topics
from lstm_core.exam.log.log import Log
from lstm_core.exam.mock_exam import Prompt, SavedExam, saved_exams
from lstm_core.exam.mock_exam.saved import KIND
from lstm_core.grade.equations import plain_equations
from lstm_core.prose.wording import LANGUAGES
from tests.browser.conftest import at_rest
from tests.browser.hosting.machines import until
from tools.serving import Server
from ui.practise.oral.result import RESULT
from ui.practise.oral.setup import LEVEL_NAMES
from ui.practise.oral.words import say

EQUATIONS = plain_equations(CELLS["LSTM"])
WITHOUT_TANH = (  # an LSTM whose memory goes out as it is: each part, with the numbers of those that feed it
    *(("x",), ("h",), ("c",), ("join", 0, 1), ("sigmoid", 3), ("sigmoid", 3), ("tanh", 3), ("sigmoid", 3)),
    *(("mul", 2, 4), ("mul", 5, 6), ("add", 8, 9), ("mul", 7, 10), ("h_next", 11), ("c_next", 10)),
)
IS_FOCUSED = "one => one.getRootNode().activeElement === one"
SHOWN = """() => {
  const texts = (node) => node.nodeType === 3 ? [node.data]
    : ["STYLE", "SCRIPT"].includes(node.nodeName) ? []
    : [...["aria-label", "placeholder", "title"].map((name) => node.getAttribute?.(name) ?? ""),
       ...[...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].flatMap(texts)];
  return texts(document.querySelector("[data-testid=stMain]")).join(" ").replace(/\\s+/g, " ");
}"""  # every text of the page and its components, names for screen readers included
WAY = """(root, target) => {
  const all = [...root.querySelectorAll("button, input, .part, summary")]
    .filter((one) => !one.disabled && one.getClientRects().length && !one.closest("details ul"));
  return all.indexOf(root.querySelector(target)) - all.indexOf(root.getRootNode().activeElement);
}"""  # stops of the Tab key to a place in the wiring editor; below 0 if it lies before the focus


class Candidate:
    """Somebody in a browser, with the keyboard before them."""

    def __init__(self, page: Page, hall: Server, language: str = "en") -> None:
        self.page, self.language, self.hall = page, language, hall
        self.field = page.locator("textarea#said")
        self.sheet = page.locator(".wiring .canvas")
        self.equations = page.get_by_label(self.say("equations"))
        self.guess = page.locator("[class*='st-key-oral'][class*='guess'] input")
        self.question = page.get_by_role("heading", level=2).first
        self.statements = page.get_by_test_id("stCheckbox").get_by_role("checkbox")
        self.result = page.locator(f".st-key-{RESULT} h2")
        self.seen = ""  # every text that was shown

    def say(self, key: str, **blanks: Any) -> str:
        """A text of the page, in the language of the exam."""
        return say(key, self.language, **blanks)

    def button(self, name: str) -> Locator:
        """A button by its text in prose/oral.toml."""
        return self.page.get_by_role("button", name=self.say(name), exact=True)

    def come(self, **frame: str) -> None:
        """Open the page of the exam; what is said of the frame stands in the address."""
        address = "&".join(f"oral_{key}={value}" for key, value in frame.items())
        self.page.goto(f"{self.hall.url}/oral?{address}")
        at_rest(self.page)

    def begin(self) -> None:
        """Begin an exam of ten minutes about the LSTM with a click."""
        frame = {"language": LANGUAGES[self.language], "minutes": "10", "topics": topics()["lstm"].title}
        self.come(level=LEVEL_NAMES[3].en, **frame)
        self.page.locator(".st-key-begin button").click()
        self.is_asked()

    def is_asked(self) -> None:
        """Wait until there is something to answer."""
        expect(self.field.or_(self.sheet).or_(self.equations).or_(self.guess).first).to_be_visible()
        at_rest(self.page)

    def click(self, name: str) -> None:
        """A button of the question, and the run that it brings."""
        self.button(name).click()
        at_rest(self.page)

    def answer(self, words: str) -> None:
        """Type an answer; the statements are there."""
        self.field.fill(words)
        self.button("answered").click()
        expect(self.statements.first).to_be_visible()
        at_rest(self.page)

    def to_the_next(self, name: str) -> None:
        """A button after which something else is asked."""
        asked = self.question.inner_text()
        self.button(name).click()
        expect(self.question).not_to_have_text(asked)
        self.is_asked()

    def pass_by(self) -> None:
        """Say nothing to what is asked."""
        if self.field.count():
            self.to_the_next("skip")
        else:
            self.button("on_paper" if self.sheet.count() else "on_paper_written").click()
            expect(self.statements.first).to_be_visible()
            self.to_the_next("go_on")

    def pass_on_to(self, goal: Locator) -> None:
        """Say nothing to what comes before."""
        for _ in range(9):
            if not goal.count():
                self.pass_by()
        expect(goal).to_be_visible()

    # ---- by keyboard

    def tab_to(self, target: Locator, most: int = 8) -> None:
        """Press Tab until something has the focus; it must not be further away than that."""
        for _ in range(most):
            if target.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
        expect(target).to_be_focused()

    def press(self, name: str, most: int = 8) -> None:
        """Go to a button, and press it."""
        self.tab_to(self.button(name), most)
        self.page.keyboard.press("Enter")

    def go_on_sheet(self, target: str) -> None:
        """Press Tab, or Shift and Tab, until this place in the wiring editor has the focus."""
        way = self.page.locator(".wiring").evaluate(WAY, target)
        for _ in range(abs(way)):
            self.page.keyboard.press("Tab" if way > 0 else "Shift+Tab")
        expect(self.page.locator(target)).to_be_focused()

    def draw(self) -> None:
        """Draw an LSTM whose memory goes out as it is."""
        keys, parts = self.page.keyboard, self.page.locator(".wiring .part")
        self.tab_to(self.page.locator(".palette button").first)
        for kind, *_ in WITHOUT_TANH:
            self.go_on_sheet(f".palette [value='{kind}']")
            keys.press("Enter")
        expect(parts).to_have_count(len(WITHOUT_TANH))
        names = parts.evaluate_all("all => all.map(one => one.dataset.id)")
        for number, (kind, *feeds) in enumerate(WITHOUT_TANH):
            for port, feed in enumerate(feeds):
                self.go_on_sheet(f".part[data-id='{names[feed]}']")
                keys.press("w")
                self.go_on_sheet(f".part[data-id='{names[number]}']")
                keys.press("2" if port and kind in ("mul", "add") else "Enter")

    def tick(self) -> None:
        """Tick the first statement that is not ticked yet, with the space bar."""
        expect(self.statements.first).to_be_visible()
        at_rest(self.page)
        box = next(one for one in self.statements.all() if not one.is_checked())
        self.tab_to(box, self.statements.count() + 1)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def look(self) -> None:
        """Read what is shown."""
        at_rest(self.page)
        self.seen += self.page.evaluate(SHOWN)

    # ---- what the log holds

    @property
    def name(self) -> str:
        """What the browser calls itself."""
        return self.page.evaluate("localStorage.getItem('recall-learner')")

    def events(self, kind: str) -> list[Any]:
        """What was written down, looked up past the server."""
        log = Log(self.hall.database)
        try:
            return log.events(self.name, kind)
        finally:
            log.close()

    def saved(self) -> SavedExam:
        """The exam as it could be gone on with."""
        return saved_exams(self.events(KIND))[-1]

    def answered(self) -> list[str]:
        """The prompts that were answered."""
        return [one.prompt for one in self.saved().answers]

    def has_answered(self, many: int) -> None:
        """Wait until the log has so many answers."""
        until(lambda: len(self.answered()) >= many)
        assert len(self.answered()) == many


def english(asked: Prompt) -> list[str]:
    """The sentences of a prompt that must not be seen in a German exam."""
    texts = [asked.wording, *asked.hints, *(text for point in asked.points for text in (point.wording, point.twin))]
    return [text.en for text in texts if text.en not in text.de]
