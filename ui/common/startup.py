"""What happens once per server: freeze what was imported, so that garbage collection stays cheap."""

import gc

from ui.common.server_wide import server_wide


@server_wide
def start_up() -> bool:
    """Move everything imported so far out of the garbage collector's sight (seconds saved under torch)."""
    freeze()
    return True


def freeze() -> None:
    """The same once more, after something large was imported late."""
    gc.collect()
    gc.freeze()
