#!/usr/bin/python3
"""What NumPy does at the edges: no elements, rank 0, lengths of 1, NaN, infinities, mixed types (Debian 12's python3-numpy 1.24, promotion of NumPy 2).

    make_edges.py OUT      writes OUT/edges.json

{"inputs": {name: array}, "cases": [[op, name of a, name of b or an axis or null, result]]}, where an array is [type, shape, elements]
and the result is an array, or null where NumPy raises an error.
"""
import itertools
import json
import os
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
np._set_promotion_state("weak")
nan, inf = np.nan, np.inf
VALUES = {"float64": [2.5, nan, -inf, 0.0, -3.0, inf], "float32": [-0.5, 4.0, 0.0, nan, inf, -7.25], "int64": [3, 0, -5, 2, 7, -1], "int32": [0, -2, 4, 1, -7, 3],
          "bool": [True, False, True, True, False, False]}
SHAPES = [(), (1,), (0,), (0, 3), (3, 0), (1, 1), (2, 3), (1, 3, 1)]
inputs = {}
for kind, shape in itertools.product(VALUES, SHAPES):
    size = int(np.prod(shape))
    inputs[f"{kind}{list(shape)}"] = np.array(VALUES[kind][:size] if size > 1 else VALUES[kind][1:1 + size], kind).reshape(shape)
for kind in VALUES:
    inputs[f"plain {kind}"] = np.array([5, 1, 1], kind)

REDUCTIONS = {name: getattr(np, name) for name in ["sum", "prod", "mean", "var", "std", "max", "min", "argmax", "argmin", "any", "all", "cumsum", "cumprod"]}
AXES = {"sort": np.sort, "argsort": lambda x, axis: np.argsort(x, axis, kind="stable"), "expand_dims": np.expand_dims, "squeeze": np.squeeze, "flip": np.flip,
        "roll": lambda x, axis: np.roll(x, 2, axis), "repeat": lambda x, axis: np.repeat(x, 2, axis), "std1": lambda x, axis: np.std(x, axis, ddof=1),
        "var9": lambda x, axis: np.var(x, axis, ddof=9), "split2": lambda x, axis: np.split(x, 2, axis)[1], "first": lambda x, axis: np.take(x, 0, axis),
        "sum_kept": lambda x, axis: np.sum(x, axis, keepdims=True), "concatenate": lambda x, axis: np.concatenate([x, x], axis), "stack": lambda x, axis: np.stack([x, x], axis)}
UNARY = {"negate": np.negative, "not": np.logical_not, "abs": np.abs, "sign": np.sign, "square": np.square, "sqrt": np.sqrt, "exp": np.exp, "log": np.log, "tanh": np.tanh,
         "floor": np.floor, "round": np.round, "isnan": np.isnan, "isfinite": np.isfinite, "transpose": np.transpose, "ravel": np.ravel, "unique": np.unique,
         "bincount": np.bincount, "reshape_column": lambda x: x.reshape(-1, 1), "reshape_0": lambda x: x.reshape(0, -1), "index_0": lambda x: x[0], "from_1": lambda x: x[1:],
         "backwards": lambda x: x[::-1], "last_column": lambda x: x[..., -1], "masked": lambda x: x[x > 0], "histogram": lambda x: np.histogram(x, 3)[0],
         "to_float32": lambda x: x.astype("float32"), "to_bool": lambda x: x.astype(bool), "diagonal_of_eye": lambda x: np.eye(3) * x}
# dot itself gives 0 for NaN times a 0 of rank 0, where it is documented as the plain product.
BINARY = {"add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.true_divide, "floor_divide": np.floor_divide, "remainder": np.remainder,
          "maximum": np.maximum, "minimum": np.minimum, "less": np.less, "greater_equal": np.greater_equal, "equal": np.equal, "not_equal": np.not_equal,
          "and": np.bitwise_and, "xor": np.bitwise_xor, "matmul": np.matmul, "dot": lambda a, b: np.dot(a, b) if a.ndim and b.ndim else a * b,
           "outer": np.outer, "where": lambda a, b: np.where(a > 0, a, b),
          "concatenate_0": lambda a, b: np.concatenate([a, b]), "power": np.power}


def encode(a):
    a = np.asarray(a)
    return [str(a.dtype), list(a.shape), [v if np.isfinite(v) else repr(v) for v in a.reshape(-1).tolist()]]


def attempt(function, *arguments):
    try:
        return np.asarray(function(*arguments))
    except (ValueError, TypeError, IndexError, ZeroDivisionError):
        return None


cases = []
for name, x in inputs.items():
    for op, function in REDUCTIONS.items():
        for axis in [None, 0, -1, 1]:
            cases.append([op, name, axis, attempt(lambda: function(x, axis=axis))])
    for op, function in AXES.items():
        for axis in [0, -1, 2]:
            cases.append([op, name, axis, attempt(lambda: function(x, axis))])
    for op, function in UNARY.items():
        if op == "floor" and x.dtype.kind == "i":
            continue  # since NumPy 2.1 whole numbers stay what they are
        cases.append([op, name, None, attempt(function, x)])
for op, function in BINARY.items():
    for kind, other in itertools.product(VALUES, VALUES):
        pairs = [((2, 3), ()), ((), (1,)), ((0, 3), (1, 1))] if kind != other else [(a, b) for a in SHAPES for b in SHAPES]
        for a, b in pairs:
            if kind == other and kind not in ("float64", "int32") and (a, b) not in (((2, 3), (2, 3)), ((0,), (1,)), ((), ())):
                continue
            a, b = f"{kind}{list(a)}", f"{other}{list(b)}"
            cases.append([op, a, b, attempt(function, inputs[a], inputs[b])])
# Two types that NumPy makes of truth values, and the library has not.
cases = [[*case, None if y is None else encode(y)] for *case, y in cases if y is None or y.dtype not in (np.float16, np.int8)]
with open(os.path.join(sys.argv[1], "edges.json"), "w") as f:
    f.write('{"inputs": ' + json.dumps({name: encode(x) for name, x in inputs.items()}) + ',\n"cases": [\n')
    f.write(",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]}\n")
print(len(cases), "cases")
