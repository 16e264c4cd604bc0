"""The colours of the roles as CSS, for components that colour what they show by its role."""

from lstm_core.cell.roles import ROLES
from lstm_core.figure.svg import palette


def role_colours(name: str) -> str:
    """The palette of both themes for elements of a class, and `--hue` and `--tint` for every class `role-...`."""
    return "\n".join(
        [
            f".{name} {{ {palette('light')} }}",
            f".{name}[data-theme='dark'] {{ {palette('dark')} }}",
            *(f".role-{role} {{ --hue: var(--{role}-ink); --tint: var(--{role}-tint); }}" for role in ROLES),
        ]
    )
