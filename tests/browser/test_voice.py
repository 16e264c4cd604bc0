"""By voice: an answer is dictated or recorded, a question read aloud, and no sound leaves the page."""

import base64
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, WebSocket, expect

from lstm_core.exam.bank.bank import Question, questions
from lstm_core.exam.hearing import heard
from lstm_core.prose.wording import LANGUAGES
from tests.browser.conftest import at_rest
from tools.chromium import FLAGS, IS_SHOWN, find
from tools.serving import APP
from ui.practise.oral.words import say

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WITHOUT = "delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"
MOCK = """
  window.heard = [];
  window.SpeechRecognition = window.webkitSpeechRecognition = class {
    start() { window.heard.push(this); }
    stop() { queueMicrotask(() => this.onend?.()); }
    abort() { this.stop(); }
  };
  window.say = (words, isFinal) => {
    const result = Object.assign([{ transcript: words }], { isFinal });
    window.heard.at(-1).onresult({ resultIndex: 0, results: [result] });
  };
"""
LOCAL = """
  window.installed = [];
  window.SpeechRecognitionPhrase = class { constructor(phrase, boost) { Object.assign(this, { phrase, boost }); } };
  window.SpeechRecognition.prototype.phrases = [];
  window.SpeechRecognition.available = async ({ processLocally }) =>
    processLocally && !window.installed.length ? "STATE" : "available";
  window.SpeechRecognition.install = async ({ langs }) => window.installed.push(...langs) > 0;
"""
SPEECH = """
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voices = [
    { lang: "de-DE", name: "far", localService: false },
    { lang: "de-DE", name: "near", localService: true },
    { lang: "en-US", name: "english", localService: true },
  ];
  const speech = { getVoices: () => voices.slice(), cancel() {}, speak: (utterance) => window.spoken.push(utterance) };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
"""
KEEP_BLOBS = """
  window.blobs = [];
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (/^audio/.test(blob.type)) window.blobs.push(blob);
    return create.call(URL, blob);
  };
"""
BYTES = "async () => Array.from(new Uint8Array(await window.blobs.at(-1).arrayBuffer()))"
ASKED = {"en": "To write down what you say", "de": "Um mitzuschreiben"}


@pytest.fixture
def begin(visit, open_page):
    """begin(script, language) is a page on which an exam has begun, in a browser that a script has prepared."""

    def start(script: str = MOCK, language: str = "en", on: Page | None = None, **how) -> Page:
        page = on or open_page(**how)
        page.add_init_script(script)
        visit(f"oral?oral_language={LANGUAGES[language]}", on=page)
        page.get_by_role("button", name="Begin").click()
        expect(field(page)).to_be_visible()
        return page

    return start


def field(page: Page) -> Locator:
    return page.locator("textarea#said")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def asked(page: Page, language: str = "en") -> Question:
    """The question on the page."""
    heading = page.get_by_role("heading", level=2).first
    expect(heading).to_be_visible()
    [found] = [one for one in questions().values() if one.prompt[language] == heading.inner_text().strip()]
    return found


def speak(page: Page, words: str, final: bool = True) -> None:
    page.evaluate("([words, final]) => window.say(words, final)", [words, final])


def dictate(page: Page, words: str, language: str = "en") -> None:
    button(page, say("dictate", language)).click()
    button(page, say("service_yes", language)).click()
    half = words.index(" ", len(words) // 2)
    speak(page, words[:20], final=False)
    expect(page.locator(".interim")).to_have_text(words[:20])
    speak(page, words[:half])
    speak(page, words[half:])


def type_in(page: Page, words: str, language: str = "en") -> None:
    field(page).fill(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entered", [type_in, dictate])
def test_dictated_words_are_heard_as_typed_ones_are(begin, entered, language):
    page = begin(language=language)
    question = asked(page, language)
    words = re.sub(r"\s+", " ", question.answer[language])
    entered(page, words, language)
    expect(field(page)).to_have_value(words)
    button(page, say("answered", language)).click()
    expect(page.get_by_text(say("tick", language))).to_be_visible()
    found = heard(question.points, words, language)
    assert any(one.ticked for one in found)
    for point, one in zip(question.points, found, strict=True):
        box = page.get_by_role("checkbox", name=re.compile(re.escape(point.wording[language])))
        expect(box).to_be_checked(checked=one.ticked)


def test_before_sound_goes_to_a_service_it_is_said_and_asked_once(begin, visit):
    page = begin()
    button(page, "Dictate").click()
    expect(page.get_by_text(ASKED["en"])).to_be_visible()
    button(page, "No").click()
    expect(page.get_by_text(ASKED["en"])).to_be_hidden()
    assert page.evaluate("window.heard.length") == 0
    button(page, "Dictate").click()
    button(page, "Yes, dictate").click()
    expect(page.get_by_text("The sound goes to the maker of your browser")).to_be_visible()
    begin(on=page)
    button(page, "Dictate").click()
    page.wait_for_function("window.heard.length === 1")
    button(page, "Send no more sound").click()
    button(page, "Dictate").click()
    expect(page.get_by_text(ASKED["en"])).to_be_visible()


def test_where_the_device_can_write_it_does_and_is_told_the_terms_of_the_question(begin):
    page = begin(MOCK + LOCAL.replace("STATE", "available"), "de")
    button(page, "Diktieren").click()
    page.wait_for_function("window.heard.length === 1")
    told = page.evaluate(
        "(({ lang, processLocally, continuous, phrases }) => [lang, processLocally, continuous, "
        "phrases.map((one) => one.phrase)])(window.heard[0])"
    )
    assert told[:3] == ["de-DE", True, True]
    assert set(told[3]) == {term for pair in asked(page, "de").terms for term in pair}
    expect(page.get_by_text("Der Ton bleibt auf diesem Gerät")).to_be_visible()


def test_a_language_package_is_fetched_only_after_one_was_asked(begin):
    page = begin(MOCK + LOCAL.replace("STATE", "downloadable"))
    button(page, "Dictate").click()
    expect(page.get_by_text("It has to fetch a language package")).to_be_visible()
    assert page.evaluate("window.installed") == []
    button(page, "Yes, fetch it").click()
    page.wait_for_function("window.heard[0]?.processLocally")
    assert page.evaluate("window.installed") == ["en-US"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_without_a_recogniser_says_so_in_one_sentence(begin, language):
    page = begin(WITHOUT, language)
    sentence = page.get_by_text({"en": "cannot write down what you say", "de": "kann nicht mitschreiben"}[language])
    expect(sentence).to_have_count(1)
    assert sentence.inner_text().count(".") == 1
    expect(button(page, say("dictate", language))).to_be_hidden()
    expect(page.locator(".status")).to_be_empty()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [("not-allowed", "may not use the microphone"), ("audio-capture", "no microphone"), ("network", "has stopped")],
)
def test_what_goes_wrong_while_listening_is_said_with_what_to_do(begin, error, sentence):
    page = begin()
    button(page, "Dictate").click()
    button(page, "Yes, dictate").click()
    speak(page, "the forget gate", final=False)
    page.evaluate("(error) => { const one = window.heard[0]; one.onerror({ error }); one.onend(); }", error)
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(field(page)).to_have_value("the forget gate")
    expect(button(page, "Dictate")).to_have_attribute("aria-pressed", "false")


def test_listening_goes_on_when_the_browser_ends_a_session_by_itself_but_not_for_ever(begin):
    page = begin()
    button(page, "Dictate").click()
    button(page, "Yes, dictate").click()
    for k in range(3):
        page.wait_for_function("(k) => window.heard.length === k + 1", arg=k)
        page.evaluate("window.heard.at(-1).onend()")
    expect(page.get_by_text("The browser has stopped writing")).to_be_visible()
    assert page.evaluate("window.heard.length") == 3


def test_what_is_typed_stays_while_another_page_is_read(begin, page):
    sockets: list[WebSocket] = []
    page.on("websocket", lambda socket: sockets.append(socket))
    begin(on=page)
    with sockets[-1].expect_event("framesent", lambda frame: b"the memory is added to" in raw(frame)):
        field(page).fill("the memory is added to")  # a pause is enough for it to be kept
    at_rest(page)
    page.get_by_role("link", name="Start", exact=True).first.click()
    expect(field(page)).to_have_count(0)
    at_rest(page)
    page.go_back()
    expect(field(page)).to_have_value("the memory is added to")


def test_an_answer_is_given_by_keyboard_alone(begin):
    page = begin()
    field(page).focus()
    page.keyboard.type("three gates")
    page.keyboard.press("Tab")
    expect(button(page, "Dictate")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "Yes, dictate")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "Dictate")).to_be_focused()
    expect(button(page, "Dictate")).to_have_attribute("aria-pressed", "true")
    speak(page, "and one memory")
    page.keyboard.press("Space")
    expect(button(page, "Dictate")).to_have_attribute("aria-pressed", "false")
    expect(field(page)).to_have_value("three gates and one memory")


def test_the_examiner_speaks_once_it_is_switched_on_and_the_browser_remembers(begin):
    page = begin(MOCK + SPEECH)
    switch = page.get_by_role("switch", name="Read the questions to me")
    expect(switch).not_to_be_checked()
    assert page.evaluate("window.spoken.length") == 0
    switch.focus()
    page.keyboard.press("Space")
    assert asked(page).prompt.en in page.evaluate("window.spoken.at(-1).text")
    button(page, "Hear it").click()
    assert page.evaluate("window.spoken.length") == 2
    button(page, "I have answered").click()
    expect(page.get_by_text("Which of these did you say?")).to_be_visible()
    assert page.evaluate("window.spoken.length") == 2
    button(page, "Go on").click()
    page.wait_for_function("window.spoken.length === 3")
    begin(MOCK + SPEECH, "de", on=page)
    page.wait_for_function("window.spoken.length === 1")
    assert page.evaluate("window.spoken[0].lang + ' ' + window.spoken[0].voice.name") == "de-DE near"
    assert asked(page, "de").prompt.de in page.evaluate("window.spoken[0].text")


def test_a_german_exam_speaks_and_listens_in_german(begin):
    page = begin(MOCK + SPEECH, "de")
    button(page, "Diktieren").click()
    expect(page.get_by_text(ASKED["de"])).to_be_visible()
    shown = page.locator(".voice, .speaker").all_inner_texts()
    assert not re.search(r"\b(the|your|sound|browser's|record|read|dictate|yes)\b", " ".join(shown), re.IGNORECASE)
    assert {"Ja, diktieren", "Nein", "Aufnehmen"} <= {line.strip() for line in "\n".join(shown).splitlines()}


def test_axe_finds_nothing_of_ours_while_it_asks(begin):
    page = begin(MOCK + SPEECH)
    button(page, "Dictate").click()
    expect(page.get_by_text(ASKED["en"])).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_SHOWN, arg=scheme)
        found = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        nodes = [(scheme, v["id"], node["html"][:300]) for v in found for node in v["nodes"]]
        assert nodes == []


@pytest.fixture
def with_microphone(chromium):
    """A browser whose microphone is a beep."""
    fakes = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    browser = chromium.browser_type.launch(executable_path=find(), args=[*FLAGS, *fakes])
    yield browser
    browser.close()


def test_a_recording_is_played_beside_its_points_and_no_request_carries_it(with_microphone, serve):
    page = with_microphone.new_page()
    sent: list[bytes] = []
    ways: set[str] = set()  # what a request carries that is made of a blob is not to be seen, but that it carries is
    page.on("request", lambda request: (ways.add(request.method), sent.append(request.post_data_buffer or b"")))
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(raw(frame))))
    page.add_init_script(WITHOUT + KEEP_BLOBS)
    page.goto(f"{serve(APP)}/oral")
    at_rest(page)
    page.get_by_role("button", name="Begin").click()
    question = asked(page).prompt.en
    button(page, "Record").click()
    expect(page.get_by_text("Recording, in this tab only")).to_be_visible()
    field(page).fill("three gates")
    expect(page.get_by_role("timer")).not_to_contain_text(re.compile("20:00|19:5[6-9]"))
    button(page, "I have answered").click()  # the recording ends by itself
    page.wait_for_function("window.blobs.length === 1")
    button(page, "Go on").click()
    expect(page.get_by_text("Which of these did you say?")).to_be_hidden()
    button(page, "End the exam").click()
    row = page.get_by_test_id("stExpander").filter(has_text=question)
    expect(row.locator("audio")).to_be_visible()
    sound = bytes(page.evaluate(BYTES))
    assert len(sound) > 500
    assert carried(sound, [b"..." + sound, base64.b64encode(b"." + sound)]) == 2
    assert carried(sound, sent) == 0
    assert ways == {"GET"}
    assert any(b"three gates" in body for body in sent)
    button(page, "Delete the recording").click()
    expect(page.locator("audio")).to_have_count(0)
    page.close()


def raw(frame: bytes | str) -> bytes:
    """What a frame of a websocket carries."""
    return frame if isinstance(frame, bytes) else frame.encode()


def carried(sound: bytes, bodies: list[bytes]) -> int:
    """How many bodies have a piece of the sound in them, as it is or as base64."""
    pieces = [sound[at : at + 48] for at in range(100, len(sound) - 100, 48)]
    coded = [base64.b64encode(sound[at : at + 48]) for at in range(100, 100 + 3)]
    return sum(any(piece in body for piece in (*pieces, *coded)) for body in bodies)
