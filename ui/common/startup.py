"""What happens once per server: health is told, and what was imported is frozen to keep garbage collection cheap."""

import gc

from ui.common.health import tell_the_truth
from ui.common.server_wide import server_wide


@server_wide
def start_up() -> bool:
    """Move everything imported so far out of the garbage collector's sight (seconds saved under torch)."""
    tell_the_truth()
    freeze()
    return True


def freeze() -> None:
    """The same once more, after something large was imported late."""
    gc.collect()
    gc.freeze()
