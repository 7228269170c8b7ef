#!/usr/bin/python3
"""How NumPy prints arrays of all types, shapes and sizes of numbers (Debian 12's python3-numpy 1.24).

    make_printing.py OUT      writes OUT/printing.json: [[type, shape, elements, text]]
"""
import json
import os
import sys

import numpy as np

r = np.random.RandomState(11)
cases = []


def case(a):
    a = np.asarray(a)
    cases.append([str(a.dtype), list(a.shape), [v if np.isfinite(v) else repr(v) for v in a.reshape(-1).tolist()], str(a)])


SHAPES = [(), (1,), (5,), (13,), (40,), (2, 3), (3, 1), (1, 7), (4, 9), (2, 3, 2), (1, 1, 1), (2, 1, 2, 3)]
for shape in SHAPES:
    x = r.randn(*shape)
    scale = 10.0 ** r.randint(-12, 13, shape)
    whole = r.randint(-20, 21, shape)
    for kind in ["float64", "float32"]:
        for values in [x, x * scale, x * 1e5, x * 1e-5, whole, whole / 4, whole * 1e7, np.round(x, 2), np.round(x, 2) * 1000, whole * 1e-3, np.abs(x) * 1e15, whole * 1e20,
                       np.where(x > 0.8, np.nan, x), np.where(x > 1, np.inf, whole), np.where(x > 1, np.inf, np.where(x < -1, -np.inf, np.where(x > 0.7, np.nan, x * scale)))]:
            case(np.asarray(values, kind))
    for kind in ["int32", "int64"]:
        case(np.asarray(whole, kind))
        case(np.asarray(whole * 1234567, kind))
    case(x > 0)
for a in [np.zeros((2, 0, 3)), np.zeros(0), np.arange(1001), np.arange(1000), np.arange(1200).reshape(2, 600), np.arange(1200).reshape(400, 3), np.arange(1001) / 7, np.arange(1500).reshape(5, 4, 75) > 700,
          np.array([2**63 - 1, -2**63]), np.array(2**53 + 1), np.array([1e-45], "float32"), np.array([3.4e38, 1], "float32"), np.array([5e-324, 1.7e308]), np.array(-0.0), np.array(123456789.0),
          np.array(0.1, "float32"), np.array(16777216.0, "float32"), np.array([0.1, 0.30000000000000004]), np.array([99999999.0, 0.5]), np.array([100000000.0]), np.array([0.0001, 0.1]), np.array([0.00009, 0.05])]:
    case(a)
with open(os.path.join(sys.argv[1], "printing.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(len(cases), "cases")
