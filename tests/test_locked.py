"""All that gets installed is pinned, and nothing is pinned that nothing needs: read with `packaging`, not with uv."""

import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.serving import ROOT

LISTS = sorted(ROOT.glob("requirements*.txt"))
CONSTRAINTS = ROOT / "locked" / "constraints.txt"
BROUGHT_BY_VENV = {"pip"}
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "mac": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
}
PYTHONS = ("3.11", "3.12", "3.13")


def requirements(file: Path) -> list[Requirement]:
    """The packages that a list or a lock names, without options and hashes."""
    lines = (re.split(r" \\$| #", line)[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


def version(requirement: Requirement) -> Version:
    """What a line pins, exactly."""
    (pin,) = requirement.specifier
    assert pin.operator == "==", requirement
    return Version(pin.version)


@cache
def pinned() -> dict[str, Version]:
    """Every package of the lock, whatever machine it is for."""
    return {canonicalize_name(line.name): version(line) for line in requirements(CONSTRAINTS)}


@cache
def installed() -> dict[str, metadata.Distribution]:
    return {canonicalize_name(one.metadata["Name"]): one for one in metadata.distributions()}


def holds(requirement: Requirement, environment: dict[str, str], extras: Iterable[str] = ("",)) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({**environment, "extra": extra}) for extra in extras or ("",))


def needs(name: str, extras: Iterable[str]) -> list[Requirement]:
    """What an installed package asks for on this machine, by its own account."""
    asked = installed()[name].requires or []
    here = {key: str(value) for key, value in default_environment().items()}
    return [one for one in map(Requirement, asked) if holds(one, here, {"", *extras})]


def reached() -> set[str]:
    """What the lists lead to among what is installed here."""
    there, seen = installed(), set[tuple[str, frozenset[str]]]()
    todo = [one for file in LISTS for one in requirements(file)]
    while todo:
        one = todo.pop()
        asked = (canonicalize_name(one.name), frozenset(one.extras))
        if asked[0] in there and asked not in seen:
            seen.add(asked)
            todo += needs(*asked)
    return {name for name, _ in seen}


def test_every_installed_package_is_pinned_to_the_version_that_is_installed():
    found = {name: Version(one.version.split("+")[0]) for name, one in installed().items()}
    loose = {name: said for name, said in found.items() if pinned().get(name) != said and name not in BROUGHT_BY_VENV}
    assert len(found) > 50
    assert loose == {}, "what you install by hand belongs into a list, and `make lock` pins it"


def test_nothing_is_installed_that_no_list_leads_to():
    assert installed().keys() - reached() - BROUGHT_BY_VENV == set()


def test_what_installed_packages_ask_for_is_in_the_lock_in_a_version_they_take():
    asked = [(name, one) for name in reached() for one in needs(name, ())]
    assert len(asked) > 100
    wrong = [
        (name, str(one))
        for name, one in asked
        if not one.specifier.contains(pinned().get(canonicalize_name(one.name), Version("0")), prereleases=True)
    ]
    assert wrong == []


@pytest.mark.parametrize(("system", "python"), [*product(SYSTEMS, PYTHONS)])
def test_the_lock_has_what_every_list_asks_for_on_every_system_and_python(system, python):
    here = {key: str(value) for key, value in default_environment().items()}
    there = here | SYSTEMS[system] | {"python_version": python, "python_full_version": f"{python}.1"}
    locked = {canonicalize_name(one.name): version(one) for one in requirements(CONSTRAINTS) if holds(one, there)}
    asked = {
        canonicalize_name(one.name): version(one) for file in LISTS for one in requirements(file) if holds(one, there)
    }
    assert len(asked) > 20
    assert asked.items() <= locked.items()


def test_nothing_is_in_the_lock_that_no_list_leads_to():
    """uv writes under each package what asks for it."""
    blocks = re.findall(r"^([\w.-]+)==.*\n((?:    #.*\n)+)", CONSTRAINTS.read_text(encoding="utf-8"), flags=re.M)
    asking = {
        name: set(re.findall(r"# +(?:via +)?(-r \S+|[\w.-]+)$", via, flags=re.M)) - {"via"} for name, via in blocks
    }
    assert asking.keys() == pinned().keys()
    wanted = {f"-r {file.name}" for file in LISTS}
    while more := {name for name, by in asking.items() if by & wanted} - wanted:
        wanted |= more
    assert pinned().keys() - wanted == set()


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_every_list_takes_the_versions_of_the_lock(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    assert "--constraint locked/constraints.txt" in lines
    assert {canonicalize_name(one.name): version(one) for one in requirements(file)}.items() <= pinned().items()


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_every_list_has_a_lock_with_the_hashes_of_all_files_but_those_of_pytorch(file):
    text = (ROOT / "locked" / file.name).read_text(encoding="utf-8")
    blocks = re.findall(
        r"^([\w.-]+)==(\S+)[^\\\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, flags=re.M
    )
    hashed = {name: Version(said) for name, said, _ in blocks}
    assert hashed.keys() == {canonicalize_name(one.name) for one in requirements(ROOT / "locked" / file.name)}
    assert hashed.items() <= pinned().items()
    direct = {canonicalize_name(one.name) for one in requirements(file)}
    assert direct - hashed.keys() == direct & {"torch"}
    needed = {canonicalize_name(need.name) for name in hashed if name in installed() for need in needs(name, ())}
    assert needed - hashed.keys() == set()


def test_only_the_lists_of_the_app_name_an_address_and_only_pytorchs():
    files = [*LISTS, *(ROOT / "locked").glob("*.txt")]
    found = {address for file in files for address in re.findall(r"\S+://\S+", file.read_text(encoding="utf-8"))}
    assert found == {"https://download.pytorch.org/whl/cpu/torch/"}


def test_no_package_runs_code_while_it_is_installed():
    """A wheel is unpacked; anything else is built, with tools that nobody pinned."""
    assert "--only-binary :all:" in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(sys.argv[1:]))  # None: not to be found
import authlib.integrations.starlette_client
"""


def test_what_hosting_installs_is_enough_for_a_login():
    """Authlib does not say that it needs a library to ask a provider with."""
    hosted = {canonicalize_name(one.name) for one in requirements(ROOT / "locked" / "requirements-hosted.txt")}
    modules = metadata.packages_distributions().items()
    missing = [name for name, by in modules if not hosted & {canonicalize_name(one) for one in by}]
    assert {"flask", "pytest"} <= set(missing)
    subprocess.run([sys.executable, "-c", WITHOUT, *missing], check=True)
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run([sys.executable, "-c", WITHOUT, *missing, "httpx"], check=True, stderr=subprocess.DEVNULL)
