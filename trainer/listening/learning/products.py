"""Products of matrices of small whole numbers: exact, so that it does not matter who multiplies.

onnxruntime does it about five times faster than numpy, which does it where onnxruntime is not installed.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Multiply = Callable[[Floats, NDArray[np.int8]], Floats]

LARGEST, LARGEST_WEIGHT = 127, 64
# The most inputs of which no sum reaches 2^24, up to which float32 holds every whole number. No pair of products
# reaches 2^15 either, at which processors without 8-bit dot products would cut it off.
MOST_INPUTS = (1 << 24) // (LARGEST * LARGEST_WEIGHT)
_MIDDLE = LARGEST + 1  # unsigned rows are multiplied faster; the model takes this away again


def by_numpy(rows: Floats, weights: NDArray[np.int8]) -> Floats:
    """Return `rows` (n × k, whole numbers up to LARGEST) times `weights` (k × m, up to LARGEST_WEIGHT), as float32."""
    return np.asarray(rows @ weights.astype(np.float32), dtype=np.float32)


def load_products(model: Path) -> Multiply:
    """Return what multiplies fastest here; `model` is the file that `write_products` wrote."""
    if not model.is_file():
        return by_numpy
    try:
        import onnxruntime  # optional, and slow to import
    except ImportError:
        return by_numpy
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the other cores are for other trainees
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def by_onnxruntime(rows: Floats, weights: NDArray[np.int8]) -> Floats:
        unsigned = (rows + np.float32(_MIDDLE)).astype(np.uint8)
        return np.asarray(session.run(None, {"rows": unsigned, "weights": weights})[0], dtype=np.float32)

    return by_onnxruntime


def write_products(model: Path) -> None:
    """Write the model of one step that onnxruntime runs; needs the package onnx."""
    from onnx import TensorProto, helper, save

    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["rows", "weights", "middle"], ["products"])],
        "products",
        [
            helper.make_tensor_value_info("rows", TensorProto.UINT8, ["n", "k"]),
            helper.make_tensor_value_info("weights", TensorProto.INT8, ["k", "m"]),
        ],
        [helper.make_tensor_value_info("products", TensorProto.INT32, ["n", "m"])],
        [helper.make_tensor("middle", TensorProto.UINT8, [], [_MIDDLE])],
    )
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), str(model))
