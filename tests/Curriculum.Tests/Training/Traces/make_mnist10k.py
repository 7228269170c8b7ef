#!/usr/bin/python3
"""Three training runs on mnist10k in NumPy, float64, written to a JSON file.

    make_mnist10k.py --images t10k-images-idx3-ubyte.gz --labels t10k-labels-idx1-ubyte.gz --out mnist10k.json

A 784-40-20-10 net with softmax cross-entropy and plain SGD; gradients are written out by hand, no framework.
One RandomState(0): the weights layer by layer, then 100 indices with replacement out of the first 8,000 images in every step.
Images 8000 ... 9999 test. The loss is that of the mini-batch before its update.
"""
import argparse
import gzip
import json

import numpy as np

SIZES = [784, 40, 20, 10]
RUNS = [
    dict(name="sigmoid-xavier", activation="sigmoid", gain=1, rate=0.1, steps=2000, batch_norm=False),
    dict(name="relu-he", activation="relu", gain=2, rate=0.1, steps=2000, batch_norm=False),
    dict(name="batchnorm-sigmoid-xavier", activation="sigmoid", gain=1, rate=0.01, steps=1000, batch_norm=True),
]
EPSILON, KEPT = 1e-6, 0.9


def read(path, header):
    with gzip.open(path) as file:
        return np.frombuffer(file.read(), dtype=np.uint8, offset=header)


def forward(p, run, x, training):
    """Scores, and per hidden layer what its backward pass needs."""
    kept = []
    for i in range(2):
        u = x @ p[f"W{i}"] + p[f"b{i}"]
        normal, deviation = u, None
        if run["batch_norm"]:
            mean, var = (u.mean(0), u.var(0)) if training else (p[f"mean{i}"], p[f"var{i}"])
            if training:
                p[f"mean{i}"] = KEPT * p[f"mean{i}"] + (1 - KEPT) * mean
                p[f"var{i}"] = KEPT * p[f"var{i}"] + (1 - KEPT) * var
            deviation = np.sqrt(var + EPSILON)
            normal = (u - mean) / deviation
            u = p[f"gamma{i}"] * normal + p[f"beta{i}"]
        h = 1 / (1 + np.exp(-u)) if run["activation"] == "sigmoid" else np.maximum(u, 0)
        kept.append((x, normal, deviation, u, h))
        x = h
    return x @ p["W2"] + p["b2"], kept, x


def step(p, run, x, t):
    """One update by SGD; returns the loss before it."""
    scores, kept, last = forward(p, run, x, training=True)
    log_p = scores - scores.max(1, keepdims=True)
    log_p -= np.log(np.exp(log_p).sum(1, keepdims=True))
    n = len(t)
    loss = -log_p[np.arange(n), t].mean()
    d = np.exp(log_p)
    d[np.arange(n), t] -= 1
    d /= n
    g = {"W2": last.T @ d, "b2": d.sum(0)}
    d = d @ p["W2"].T
    for i in (1, 0):
        x, normal, deviation, u, h = kept[i]
        d = d * (h * (1 - h) if run["activation"] == "sigmoid" else u > 0)
        if run["batch_norm"]:
            g[f"gamma{i}"], g[f"beta{i}"] = (d * normal).sum(0), d.sum(0)
            d = d * p[f"gamma{i}"]
            d = (d - d.mean(0) - normal * (d * normal).mean(0)) / deviation
        g[f"W{i}"], g[f"b{i}"] = x.T @ d, d.sum(0)
        d = d @ p[f"W{i}"].T
    for key, value in g.items():
        p[key] = p[key] - run["rate"] * value
    return loss


def train(run, images, labels):
    rs = np.random.RandomState(0)
    p = {}
    for i, (m, n) in enumerate(zip(SIZES, SIZES[1:])):
        p[f"W{i}"], p[f"b{i}"] = rs.randn(m, n) * np.sqrt(run["gain"] / m), np.zeros(n)
    for i, n in enumerate(SIZES[1:-1]):
        if run["batch_norm"]:
            p[f"gamma{i}"], p[f"beta{i}"], p[f"mean{i}"], p[f"var{i}"] = np.ones(n), np.zeros(n), np.zeros(n), np.zeros(n)
    steps, losses = [], []
    for s in range(run["steps"]):
        chosen = rs.choice(8000, 100)
        loss = step(p, run, images[chosen], labels[chosen])
        if s % 100 == 0 or s == run["steps"] - 1:
            steps.append(s)
            losses.append(float(loss))
    scores = forward(p, run, images[8000:], training=False)[0]
    right = int((scores.argmax(1) == labels[8000:]).sum())
    sums = [float(p[f"W{i}"].sum()) for i in range(3)]
    return {**run, "at": steps, "loss": losses, "weight_sums": sums, "test_right": right}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--images", "--labels", "--out"):
        parser.add_argument(name, required=True)
    args = parser.parse_args()
    images, labels = read(args.images, 16).reshape(10000, 784) / 255.0, read(args.labels, 8).astype(int)
    with open(args.out, "w") as file:
        json.dump([train(run, images, labels) for run in RUNS], file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
