#!/usr/bin/python3
"""Elementary functions to the last digit, computed with mpmath in 200-bit arithmetic and rounded once.

    make_functions.py > functions.txt      lines: name x [p] y, as Python's shortest texts of doubles
"""
import random

from mpmath import mp, mpf

mp.prec = 200
random.seed(5)


def spread(low, high, count):
    return [random.uniform(low, high) for _ in range(count)]


def powers(low, high, count, signs=(1, -1)):
    return [random.choice(signs) * random.uniform(1, 2) * 2.0 ** random.randint(low, high) for _ in range(count)]


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


tests = {
    "exp": (mp.exp, spread(-708, 709.7, 60) + spread(-2, 2, 60) + powers(-60, 8, 40) + spread(-744, -708, 20)),
    "expm1": (mp.expm1, spread(-50, 50, 60) + spread(-2, 2, 60) + powers(-60, 5, 60)),
    "log": (mp.log, spread(0.5, 2, 80) + powers(-1022, 1023, 60, (1,)) + powers(-1074, -1023, 20, (1,)) + [1 + 2.0 ** -k for k in range(1, 53, 3)]),
    "log1p": (mp.log1p, spread(-0.999, 3, 60) + powers(-60, 60, 60, (1,)) + powers(-60, -2, 60, (-1,))),
    "sin": (mp.sin, spread(-10, 10, 80) + powers(-40, 1022, 80) + [float(mp.pi * k / 2) for k in range(1, 40)]),
    "cos": (mp.cos, spread(-10, 10, 80) + powers(-40, 1022, 80) + [float(mp.pi * k / 2) for k in range(1, 40)]),
    "tanh": (mp.tanh, spread(-1, 1, 60) + spread(-20, 20, 60) + powers(-60, 8, 40)),
    "sigmoid": (sigmoid, spread(-40, 40, 80) + powers(-60, 5, 40) + spread(-700, -40, 20)),
    "erf": (mp.erf, spread(-1, 1, 80) + spread(-6, 6, 80) + powers(-60, 4, 40)),
}
for name, (function, xs) in tests.items():
    for x in xs:
        print(name, repr(x), repr(float(function(mpf(x)))))
for _ in range(300):
    p = random.choice([random.uniform(-3, 3), random.uniform(-300, 300), random.randint(-20, 20) / 4])
    x = mp.exp(random.uniform(-1, 1) * min(40, 600 / max(abs(p), 1e-3)))
    x = float(x)
    y = mpf(x) ** mpf(p)
    if mpf(2) ** -1000 < y < mpf(2) ** 1000:
        print("pow", repr(x), repr(float(p)), repr(float(y)))
