"""Run by an interpreter that has Keras: reads a layer, its weights and one step as JSON, prints what Keras says."""

import json
import sys

import keras
import numpy as np

asked = json.load(sys.stdin)
x, states = np.array([[asked["x"]]]), [np.array([state]) for state in asked["states"]]
layer = getattr(keras.layers, asked["layer"])(len(asked["states"][0]), dtype="float64", **asked["options"])
layer.build(x.shape)
layer.set_weights([np.array(asked["blocks"][name]) for name in ("kernel", "recurrent_kernel", "bias")])
print(json.dumps(np.asarray(layer(x, initial_state=states))[0].tolist()))
