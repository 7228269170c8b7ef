#!/usr/bin/python3
"""Reference values of array operations, computed with NumPy (Debian 12's python3-numpy 1.24).

    make_arrays.py OUT      writes OUT/arrays.json and the files *.npy, *.npz that NumPy itself saved

The schema is that of the golden files: a family of cases with attributes, inputs and outputs.
Attribute op names the function; the other attributes are its arguments.
"""
import json
import os
import sys

import numpy as np

r = np.random.RandomState(7)
cases = []


def encode(a):
    a = np.asarray(a)
    kind = "bool" if a.dtype == np.bool_ else "int64" if np.issubdtype(a.dtype, np.integer) else "float64"
    return {"dtype": kind, "shape": list(a.shape), "data": [v if np.isfinite(v) else repr(v) for v in a.reshape(-1).tolist()]}


def case(op, inputs, outputs, **attributes):
    cases.append({"name": f"{op}_{len(cases)}", "attributes": {"op": op, **attributes},
                  "inputs": {k: encode(v) for k, v in inputs.items()}, "outputs": {k: encode(v) for k, v in outputs.items()}})


def floats(*shape):
    return np.round(r.randn(*shape) * 64) / 16


def ints(*shape, low=-5, high=6):
    return r.randint(low, high, shape)


for shape in [(7,), (3, 4), (2, 3, 4), (1, 5), (0, 3)]:
    for x in (floats(*shape), ints(*shape)):
        for axis in range(-len(shape), len(shape)):
            if x.shape[axis]:
                case("sort", {"x": x}, {"y": np.sort(x, axis)}, axis=axis)
                case("argsort", {"x": x}, {"y": np.argsort(x, axis, kind="stable")}, axis=axis)
            case("cumsum", {"x": x}, {"y": np.cumsum(x, axis)}, axis=axis)
            case("cumprod", {"x": x}, {"y": np.cumprod(x, axis)}, axis=axis)
            case("prod", {"x": x}, {"y": np.prod(x, axis)}, axis=axis)
            case("any", {"x": x > 1}, {"y": np.any(x > 1, axis)}, axis=axis)
            case("all", {"x": x > -3}, {"y": np.all(x > -3, axis)}, axis=axis)
            case("roll", {"x": x}, {"y": np.roll(x, 2, axis)}, shift=2, axis=axis)
            case("roll", {"x": x}, {"y": np.roll(x, -9, axis)}, shift=-9, axis=axis)
            case("repeat", {"x": x}, {"y": np.repeat(x, 3, axis)}, times=3, axis=axis)
        case("roll", {"x": x}, {"y": np.roll(x, 3)}, shift=3, axis=None)
        case("repeat", {"x": x}, {"y": np.repeat(x, 2)}, times=2, axis=None)
        case("cumsum", {"x": x}, {"y": np.cumsum(x)}, axis=None)
        for times in [(2,), (2, 3), (1, 2, 2), (0, 1)]:
            case("tile", {"x": x}, {"y": np.tile(x, times)}, times=times)
        values, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
        case("unique", {"x": x}, {"values": values, "inverse": inverse.reshape(x.shape), "counts": counts})
        case("nonzero", {"x": x}, {f"y{i}": v for i, v in enumerate(np.nonzero(x))})
        case("reverse", {"x": x}, {"y": np.flip(x)})

nan = np.array([3, np.nan, -1, np.inf, np.nan, -np.inf, 0.5])
for op in (np.sort, np.argsort):
    case(op.__name__, {"x": nan}, {"y": op(nan, kind="stable")}, axis=0)
case("maximum", {"a": nan, "b": nan[::-1].copy()}, {"y": np.maximum(nan, nan[::-1])})
case("minimum", {"a": nan, "b": nan[::-1].copy()}, {"y": np.minimum(nan, nan[::-1])})
case("less", {"a": nan, "b": nan[::-1].copy()}, {"y": nan < nan[::-1]})
case("notequal", {"a": nan, "b": nan}, {"y": nan != nan})
case("sign", {"x": nan}, {"y": np.sign(nan)})
case("max", {"x": nan}, {"y": np.max(nan)})
case("argmax", {"x": nan}, {"y": np.argmax(nan)})
case("argmin", {"x": nan}, {"y": np.argmin(nan)})
case("clip", {"x": nan}, {"y": np.clip(nan, -1, 2)}, low=-1, high=2)

halves = np.array([-2.5, -1.5, -0.5, -0.0, 0.0, 0.5, 1.5, 2.5, 3.49, -3.51, 1e15 + 0.5])
for op in ("floor", "ceil", "round"):
    case(op, {"x": halves}, {"y": getattr(np, op)(halves)})

for a, b in [(floats(3, 4), floats(3, 4)), (floats(5), floats(2, 1)), (ints(4, 3), ints(3)), (ints(6), np.int64(0)), (floats(6), np.float64(-0.75)), (ints(5), np.int64(-1))]:
    with np.errstate(all="ignore"):
        case("remainder", {"a": a, "b": b}, {"y": a % b})
        case("floor_divide", {"a": a, "b": b}, {"y": a // b})

x = np.array([-np.inf, -3.5, -3, -2.5, -1, -0.5, -0.0, 0.0, 1e-300, 0.5, 1, 2.5, 3, 1e300, np.inf, np.nan])
p = np.array([-np.inf, -3, -2.5, -1, -0.5, 0, 0.5, 1, 2, 2.5, 3, np.inf, np.nan])
with np.errstate(all="ignore"):
    case("pow", {"a": x[:, None], "b": p}, {"y": x[:, None] ** p})
    small = np.abs(floats(40)) + 0.01
base, exponent = np.exp(r.randn(60)), r.randn(60) * 20
case("pow", {"a": base, "b": exponent}, {"y": base ** exponent})
a, b = ints(12), ints(12, low=0, high=5)
case("pow", {"a": a, "b": b}, {"y": a ** b})

for _ in range(6):
    x = floats(30)
    bins = int(r.randint(1, 9))
    counts, edges = np.histogram(x, bins)
    case("histogram", {"x": x}, {"counts": counts, "edges": edges}, bins=bins, range=None)
    counts, edges = np.histogram(x, bins, (-2, 3))
    case("histogram", {"x": x}, {"counts": counts, "edges": edges}, bins=bins, range=[-2, 3])
    limits = np.sort(floats(6))
    case("histogram_edges", {"x": x, "edges": limits}, {"counts": np.histogram(x, limits)[0]})
x = np.array([2.0, 2.0])
counts, edges = np.histogram(x, 3)
case("histogram", {"x": x}, {"counts": counts, "edges": edges}, bins=3, range=None)
x = ints(20, low=0, high=7)
case("bincount", {"x": x}, {"y": np.bincount(x, minlength=9)}, minimum=9)
case("bincount", {"x": x}, {"y": np.bincount(x)}, minimum=0)

sizes = dict(i=2, j=3, k=4, l=5, m=1, n=6)
for formula in ["ij,jk->ik", "ij,jk", "ij->ji", "ij->", "ii->i", "ii", "iij->j", "i,j->ij", "ij,ij->ij", "ij,ij->", "kij,kjl->kil", "ij,kj,lj->ikl", "ijk,jl,km->ilm",
                "i,i,i->i", "ij,j->i", "bij,bjk->bik", "...ij,...jk->...ik", "...i->...", "i...->...i", "ij,kl->", "nij,j->ni", "ijkl,lk->ij"]:
    labels = formula.split("->")[0].split(",")
    shapes = []
    for label in labels:
        plain = label.replace("...", "")
        lengths = [sizes.get(c, 3) for c in plain]
        if "..." in label:
            lengths = [2, 3] + lengths if label.startswith("...") else [lengths[0], 2, 3] + lengths[1:]
        shapes.append(lengths)
    operands = {f"x{i}": floats(*s) for i, s in enumerate(shapes)}
    case("einsum", operands, {"y": np.einsum(formula, *operands.values())}, formula=formula)
wide, narrow = floats(3, 1, 4), floats(2, 4)
case("einsum", {"x0": wide, "x1": narrow}, {"y": np.einsum("ijk,jk->ij", wide, narrow)}, formula="ijk,jk->ij")

for a, b in [((4,), (4,)), ((2, 3), (3,)), ((2, 3), (3, 5)), ((2, 3, 4), (4,)), ((2, 3, 4), (5, 4, 2)), ((4,), (3, 4, 2)), ((), (2, 3)), ((2, 2, 3), (3, 4))]:
    x, y = floats(*a), floats(*b)
    case("dot", {"a": x, "b": y}, {"y": np.dot(x, y)})
x, y = floats(2, 3), floats(4)
case("outer", {"a": x, "b": y}, {"y": np.outer(x, y)})

# Advanced indexing: an index is a list of [kind, ...]: i position, s slice, a array input, n new axis, e ellipsis.
x = floats(4, 5, 6)
rows, columns, grid = np.array([3, 0, -1]), np.array([1, 1, 4]), np.array([[0, 2], [3, 1]])
mask, mask2 = floats(4) > 0, floats(4, 5) > 0
parts = {"rows": rows, "columns": columns, "grid": grid, "mask": mask, "mask2": mask2}
S = slice
for index in [[["a", "rows"]], [["a", "grid"]], [["a", "rows"], ["a", "columns"]], [["s", None, None, None], ["a", "columns"]], [["a", "rows"], ["s", 1, 4, 2], ["a", "columns"]],
              [["a", "mask"]], [["a", "mask2"]], [["s", None, None, None], ["a", "grid"], ["s", None, None, -2]], [["i", 1], ["s", None, None, None], ["a", "columns"]],
              [["e"], ["a", "rows"]], [["n"], ["a", "rows"], ["s", 0, 2, None]], [["a", "grid"], ["a", "columns2"]], [["i", -1], ["i", 2]], [["e"], ["i", 0]], [["n"], ["e"], ["n"]],
              [["s", 3, None, -1], ["i", 2], ["s", None, -1, None]], [["a", "mask"], ["s", None, None, 3]], [["a", "mask2"], ["i", 3]], [["s", 10, None, None]], [["s", -100, 2, None], ["s", 2, -100, -1]]]:
    arrays = {**parts, "columns2": np.array([[1], [4]])}
    used = {p[1]: arrays[p[1]] for p in index if p[0] == "a"}
    key = tuple(p[1] if p[0] == "i" else S(*p[1:]) if p[0] == "s" else arrays[p[1]] if p[0] == "a" else None if p[0] == "n" else Ellipsis for p in index)
    y = x[key]
    case("get", {"x": x, **used}, {"y": y}, index=index)
    z = x.copy()
    values = floats(*y.shape)
    z[key] = values
    case("set", {"x": x, "values": values, **used}, {"y": z}, index=index)
    z = x.copy()
    z[key] = -7.5
    case("set", {"x": x, "values": np.float64(-7.5), **used}, {"y": z}, index=index)
    z = x.copy()
    np.add.at(z, key, values)
    case("add_at", {"x": x, "values": values, **used}, {"y": z}, index=index)

x = floats(3, 4, 5)
for axis, index in [(1, ints(3, 2, 5, low=-4, high=4)), (2, ints(3, 4, 1, low=0, high=5)), (0, ints(2, 1, 5, low=0, high=3))]:
    case("take_along_axis", {"x": x, "indices": index}, {"y": np.take_along_axis(x, index, axis)}, axis=axis)

for m, n in [(4, 4), (5, 3), (3, 6)]:
    a = floats(m, n)
    case("singular_values", {"a": a}, {"s": np.linalg.svd(a, compute_uv=False)})
    case("pinv", {"a": a}, {"y": np.linalg.pinv(a)})
    b = floats(m, 2)
    case("lstsq", {"a": a, "b": b}, {"x": np.linalg.lstsq(a, b, rcond=None)[0]})
low = floats(5, 2)
a = low @ floats(2, 4)
b = floats(5)
case("lstsq", {"a": a, "b": b}, {"x": np.linalg.lstsq(a, b, rcond=None)[0]})
a = floats(5, 5)
b, c = floats(5), floats(5, 3)
case("solve", {"a": a, "b": b}, {"x": np.linalg.solve(a, b)})
case("solve", {"a": a, "b": c}, {"x": np.linalg.solve(a, c)})
case("inverse", {"a": a}, {"x": np.linalg.inv(a)})
case("determinant", {"a": a}, {"x": np.linalg.det(a)})
case("eigh", {"a": a + a.T}, {"values": np.linalg.eigvalsh(a + a.T)})
values = np.linalg.eigvals(a)
values = values[np.lexsort((np.round(values.imag, 9), np.round(values.real, 9)))]
case("eig", {"a": a}, {"real": values.real, "imaginary": values.imag})

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
with open(os.path.join(out, "arrays.json"), "w") as f:
    f.write('{"family": "arrays", "source": "NumPy %s", "cases": [\n' % np.__version__)
    f.write(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
    f.write("\n]}\n")

files = {"float64": np.arange(6, dtype="<f8").reshape(2, 3) / 4, "float32": np.arange(3, dtype="<f4"), "int32": np.array([[1], [-2]], "<i4"), "int64": np.array(2 ** 40, "<i8"),
         "bool": np.array([True, False, True]), "empty": np.zeros((0, 2)), "fortran": np.asfortranarray(np.arange(24.).reshape(2, 3, 4)), "big_endian": np.arange(4, dtype=">f8"),
         "uint8": np.array([0, 255], "u1"), "int16": np.array([-300, 300], "<i2"), "float16": np.array([0.5, 65504], "<f2"), "uint32": np.array([4294967295], "<u4")}
for name, a in files.items():
    np.save(os.path.join(out, name + ".npy"), a)
np.savez(os.path.join(out, "two.npz"), first=files["float64"], second=files["bool"])
np.savez_compressed(os.path.join(out, "compressed.npz"), long=np.zeros(1000))
np.save(os.path.join(out, "complex.npy"), np.array([1j]))
