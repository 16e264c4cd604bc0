"""Equations written as code: NumPy, PyTorch and others, brought to the spelling of formulas.

h = np.tanh(np.dot(W_x, x) + self.U_h @ h_prev + b_h)   becomes   h = tanh(dot(W_x, x) + U_h @ h_prev + b_h)
"""

import re

_STATEMENT = re.compile(r"^[ \t]*(?:import|from|def|return|class|print|pass)\b.*$", re.M)
_OWNER = re.compile(
    r"(?<![\w.])(?:(?:np|numpy|torch|tf|jnp|jax|nn|F|K|keras|math|scipy|special|functional|activations|ops|linalg|self)\.)+"
    r"(?=[A-Za-z_])"
)
_METHODS = {"dot": "*", "matmul": "*", "mm": "*", "mv": "*", "mul": "⊙", "multiply": "⊙", "add": "+"}
_METHOD = re.compile(rf"\.({'|'.join(_METHODS)})\s*(?=\()")
_BROADCAST = re.compile(r"\.(?=[-+])|(?<=[A-Za-zσφ])\.(?=\()")  # Julia's a .+ b and tanh.(c)
_TRANSPOSED = re.compile(r"\.(?:T\b|t\(\)|transpose\(\))")
_AXIS = re.compile(r",\s*(?:dim|axis)\s*=\s*-?\d+|(?<=[\])])\s*,\s*-?\d+\s*(?=\))")


def without_code(text: str) -> str:
    """A text without the names of libraries, methods and arguments that no formula has."""
    if "." not in text and "axis" not in text and "dim" not in text:
        return text
    text = _OWNER.sub("", _STATEMENT.sub("", text))
    text = _AXIS.sub("", _TRANSPOSED.sub("", text))
    return _BROADCAST.sub("", _METHOD.sub(lambda found: _METHODS[found[1]], text))
