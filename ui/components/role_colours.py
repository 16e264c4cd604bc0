"""The colours of the roles as CSS, for components that colour what they show by its role."""

from lstm_core.cell.roles import ROLES
from lstm_core.figure.svg import palette


def palettes(name: str) -> str:
    """The colours of both themes, for elements of a class."""
    return f".{name} {{ {palette('light')} }}\n.{name}[data-theme='dark'] {{ {palette('dark')} }}\n"


def role_colours(name: str) -> str:
    """The same, and `--hue` and `--tint` for every class `role-...`."""
    roles = (f".role-{role} {{ --hue: var(--{role}-ink); --tint: var(--{role}-tint); }}\n" for role in ROLES)
    return palettes(name) + "".join(roles)
