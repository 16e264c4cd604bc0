"""Make the pictures of README.md: `python -m tools.pictures` starts the app, uses it as a learner would, and looks.

`python -m tools.pictures step` makes only the moving picture, `draw` only the still one.
"""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tools.chromium import FLAGS, IS_SHOWN, find
from tools.serving import APP, ROOT, serving

FOLDER = ROOT / "docs"
VIEWPORT: ViewportSize = {"width": 1280, "height": 830}
SHARPNESS = 2  # pixels of the screen for a pixel of the page; scaled down again, which makes letters smooth
MOVING, STILL = 960, 1600  # pixels across
BELOW = 12  # pixels of the page below the last thing of interest
LONG, SHORT = 1600, 110  # milliseconds: to read a stage, and between two values of a slider
STILL_FOR = 100  # milliseconds between two looks at a page
PRESSES = 16  # of the key that moves the slider by 0.1


@dataclass(frozen=True)
class Frame:
    """What is seen, and for how many milliseconds."""

    image: Image.Image
    lasts: int


def main(*names: str) -> None:
    """Make some pictures, or all."""
    with serving(APP) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        for name in names or PICTURES:
            page = browser.new_page(viewport=VIEWPORT, device_scale_factor=SHARPNESS)
            path = PICTURES[name](page, url)
            page.close()
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.2f} MB")
        browser.close()


def step(page: Page, url: str) -> Path:
    """Moving: a walk through the stages of the LSTM, then another x, and every number follows."""
    return _save_moving(FOLDER / "step.webp", list(_step_by_step(page, url)))


def draw(page: Page, url: str) -> Path:
    """Still: a drawing of the LSTM with a mistake in it, marked."""
    page.set_viewport_size(
        {"width": VIEWPORT["width"], "height": 2 * VIEWPORT["height"]}
    )  # so that nothing is scrolled away
    page.goto(f"{url}/draw?way=Find+the+mistake")
    check = page.get_by_role("button", name="Check")
    check.click()
    page.get_by_role("heading", name="Not repaired yet").wait_for()
    box = check.bounding_box()
    assert box
    bottom = box["y"] + box["height"] + BELOW
    picture = _photograph(page).crop((0, 0, SHARPNESS * VIEWPORT["width"], round(SHARPNESS * bottom)))
    return _save_still(FOLDER / "draw.png", picture)


PICTURES: dict[str, Callable[[Page, str], Path]] = {"step": step, "draw": draw}


def _step_by_step(page: Page, url: str) -> Iterator[Frame]:
    page.goto(f"{url}/step-by-step")
    page.locator(".frame-of-figure svg").wait_for()
    yield Frame(_photograph(page), LONG)
    further = page.get_by_role("button", name="Next")
    while further.count():
        stage = page.get_by_test_id("stHeading").nth(1).inner_text()
        further.press("ArrowRight")
        expect(page.get_by_test_id("stHeading").nth(1)).not_to_have_text(stage)
        yield Frame(_photograph(page), LONG)
    x = page.get_by_role("slider").first
    number = page.locator("#value-x .number, #value-x.number").first
    for press in range(PRESSES):
        before = number.text_content() or ""
        x.press("ArrowLeft")
        expect(number).not_to_have_text(before)
        yield Frame(_photograph(page), SHORT if press < PRESSES - 1 else LONG)


def _photograph(page: Page) -> Image.Image:
    """The page once it is at rest: nothing runs, and two looks in a row are the same."""
    before = b""
    while True:
        page.wait_for_function(IS_SHOWN, arg="light")
        now = page.screenshot()
        if now == before:
            return Image.open(io.BytesIO(now)).convert("RGB")
        before = now
        page.wait_for_timeout(STILL_FOR)


def _save_still(path: Path, picture: Image.Image) -> Path:
    _scaled(picture, STILL).save(path, optimize=True)
    return path


def _save_moving(path: Path, frames: list[Frame]) -> Path:
    """An animated WebP that begins again for ever."""
    images = [_scaled(frame.image, MOVING) for frame in frames]
    durations = [frame.lasts for frame in frames]
    images[0].save(path, save_all=True, append_images=images[1:], duration=durations, loop=0, quality=85, method=6)
    return path


def _scaled(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, round(width * image.height / image.width)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main(*sys.argv[1:])
