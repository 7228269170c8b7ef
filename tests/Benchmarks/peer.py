#!/usr/bin/env python3
"""The other side of the comparison: the same workloads in PyTorch (CPU), each under the name it has in Workloads.cs.

  peer.py --serve THREADS [cpu]   answers each line `name seconds` with `median best samples`, in seconds (of processor time)
  peer.py NAME ...                prints the times of these (all without a name), on $OMP_NUM_THREADS threads

PeerProcess.cs sets the environment in which PyTorch is at its best; by hand see README.md.
"""
import itertools
import os
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

WORKLOADS = {}


def workload(name):
    def register(prepare):
        WORKLOADS[name] = prepare
        return prepare
    return register


def gemm(name, m, k, n, transpose_a=False, transpose_b=False):
    @workload(f"gemm_{name}")
    def prepare():
        a = torch.randn(k, m).t() if transpose_a else torch.randn(m, k)
        b = torch.randn(n, k).t() if transpose_b else torch.randn(k, n)
        y = torch.empty(m, n)
        return lambda: torch.mm(a, b, out=y)


for size in (64, 128, 256, 512, 1024, 2048):
    gemm(str(size), size, size, size)
for m, k, n in ((30, 25, 57600), (64, 576, 12544), (64, 256, 1024), (100, 4320, 100), (1280, 128, 6000)):
    gemm(f"{m}x{k}x{n}", m, k, n)
gemm("512_tn", 512, 512, 512, transpose_a=True)
gemm("512_nt", 512, 512, 512, transpose_b=True)
gemm("128x1280x6000_tn", 128, 1280, 6000, transpose_a=True)
gemm("1280x6000x128_nt", 1280, 6000, 128, transpose_b=True)


@workload("bmm_attn")
def _():
    a, b, y = torch.randn(512, 20, 32), torch.randn(512, 32, 20), torch.empty(512, 20, 20)
    return lambda: torch.bmm(a, b, out=y)


def both_ways(function, *inputs):
    """Forward, and back from a fixed gradient to every input."""
    for x in inputs:
        x.requires_grad_()
    seed = torch.randn_like(function(*inputs))

    def run():
        for x in inputs:
            x.grad = None
        function(*inputs).backward(seed)
    return run


@workload("conv_mnist_fb")
def _():
    return both_ways(F.conv2d, torch.randn(100, 1, 28, 28), torch.randn(30, 1, 5, 5), torch.randn(30))


@workload("conv_mnist_fb_nodx")
def _():
    x = torch.randn(100, 1, 28, 28)
    return both_ways(lambda w, b: F.conv2d(x, w, b), torch.randn(30, 1, 5, 5), torch.randn(30))


@workload("conv_32_fb")
def _():
    return both_ways(lambda x, w, b: F.conv2d(x, w, b, padding=1), torch.randn(64, 16, 32, 32), torch.randn(32, 16, 3, 3), torch.randn(32))


@workload("conv_32_fwd")
def _():
    x, w, b = torch.randn(64, 16, 32, 32), torch.randn(32, 16, 3, 3), torch.randn(32)

    @torch.no_grad()
    def run():
        F.conv2d(x, w, b, padding=1)
    return run


@workload("maxpool_fb")
def _():
    return both_ways(lambda x: F.max_pool2d(x, 2), torch.randn(100, 30, 24, 24))


@workload("batchnorm_fb")
def _():
    mean, variance = torch.zeros(32), torch.ones(32)
    return both_ways(lambda x, g, b: F.batch_norm(x, mean, variance, g, b, True), torch.randn(64, 32, 32, 32), torch.randn(32), torch.randn(32))


@workload("layernorm_fb")
def _():
    return both_ways(lambda x, g, b: F.layer_norm(x, (128,), g, b), torch.randn(1280, 128), torch.randn(128), torch.randn(128))


@workload("softmax_ce_fb")
def _():
    x, labels = torch.randn(1280, 6000).requires_grad_(), torch.randint(0, 6000, (1280,))

    def run():
        x.grad = None
        F.cross_entropy(x, labels).backward()
    return run


def recurrence(name, steps):
    @workload(name)
    def prepare():
        layer = nn.LSTM(256, 256)
        x, seed = torch.randn(steps, 64, 256).requires_grad_(), torch.randn(steps, 64, 256)

        def run():
            layer.zero_grad(set_to_none=True)
            x.grad = None
            layer(x)[0].backward(seed)
        return run


recurrence("lstm_fb", 20)
recurrence("lstm_long_fb", 80)


@workload("adam_5m")
def _():
    p = torch.randn(5_000_000).requires_grad_()
    p.grad = torch.randn(5_000_000)
    return torch.optim.Adam([p]).step


@workload("add_bcast")
def _():
    a, b = torch.randn(64, 32, 32, 32), torch.randn(1, 32, 1, 1)
    return lambda: a + b


def elementwise(name, function):
    @workload(f"ew_{name}")
    def prepare():
        a = torch.rand(1 << 20) + 0.1
        y = torch.empty_like(a)
        return lambda: function(a, y)


for name in ("exp", "tanh", "sigmoid", "log", "sqrt"):
    elementwise(name, lambda a, y, f=getattr(torch, name): f(a, out=y))
elementwise("relu", lambda a, y: torch.clamp_min(a, 0.5, out=y))
elementwise("sum", lambda a, y: a.sum())
elementwise("max", lambda a, y: a.max())


@workload("embed_fb")
def _():
    words = torch.randint(0, 6000, (64, 20))
    return both_ways(lambda table: F.embedding(words, table), torch.randn(6000, 128))


@workload("step_convnet")
def _():
    model = nn.Sequential(
        nn.Conv2d(1, 30, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4320, 100), nn.ReLU(), nn.Linear(100, 10))
    adam = torch.optim.Adam(model.parameters())
    x, labels = torch.randn(100, 1, 28, 28), torch.randint(0, 10, (100,))

    def run():
        adam.zero_grad(set_to_none=True)
        F.cross_entropy(model(x), labels).backward()
        adam.step()
    return run


class Block(nn.Module):
    def __init__(self, features=128, heads=6, head_features=32, hidden=256):
        super().__init__()
        self.heads, self.head_features = heads, head_features
        self.query, self.key, self.value = (nn.Linear(features, heads * head_features) for _ in range(3))
        self.joined = nn.Linear(heads * head_features, features)
        self.norm1, self.norm2 = nn.LayerNorm(features), nn.LayerNorm(features)
        self.wide, self.narrow = nn.Linear(features, hidden), nn.Linear(hidden, features)

    def forward(self, x, mask):
        batch, length, _ = x.shape

        def split(t):
            return t.view(batch, length, self.heads, self.head_features).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = (q @ k.transpose(2, 3)) * self.head_features ** -0.5 + mask
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, -1)
        x = self.norm1(x + self.joined(y))
        return self.norm2(x + self.narrow(F.relu(self.wide(x))))


class SmallTransformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(6000, 128)
        self.positions = nn.Parameter(torch.randn(20, 128) * 0.02)
        self.blocks = nn.ModuleList([Block() for _ in range(3)])
        self.output = nn.Linear(128, 6000)

    def forward(self, words, mask):
        x = self.words(words) + self.positions
        for block in self.blocks:
            x = block(x, mask)
        return self.output(x)


@workload("step_transformer")
def _():
    model = SmallTransformer()
    adam = torch.optim.Adam(model.parameters())
    words, labels = torch.randint(0, 6000, (64, 20)), torch.randint(0, 6000, (1280,))
    mask = torch.triu(torch.full((20, 20), -1e9), 1)

    def run():
        adam.zero_grad(set_to_none=True)
        F.cross_entropy(model(words, mask).view(1280, 6000), labels).backward()
        adam.step()
    return run


# The course's two translators (lib/Curriculum/Text/Translation), as its exercises write them: sentences filled up to the longest of the batch.
PAIRS, SOURCE_WORDS, TARGET_WORDS, BEGIN, END = 64, 3725, 4405, 2, 3


def translation_batch(pairs=PAIRS):
    source = [[*torch.randint(4, SOURCE_WORDS, (4 + 10 * i * i // (pairs - 1) ** 2,)).tolist(), END] for i in range(pairs)]
    target = [[BEGIN, *torch.randint(4, TARGET_WORDS, (7 + 9 * (i * 37 % pairs) // (pairs - 1),)).tolist(), END] for i in range(pairs)]
    source.sort(key=len, reverse=True)
    padded = [nn.utils.rnn.pad_sequence([torch.tensor(s) for s in side], batch_first=True) for side in (source, target)]
    return *padded, torch.tensor([len(s) for s in source])


class HeadsAttention(nn.Module):
    def __init__(self, features=128, heads=6, head_features=32, drop=0.1):
        super().__init__()
        self.heads, self.head_features = heads, head_features
        self.query, self.key, self.value = (nn.Linear(features, heads * head_features, bias=False) for _ in range(3))
        self.joined, self.norm, self.drop = nn.Linear(heads * head_features, features), nn.LayerNorm(features), nn.Dropout(drop)

    def forward(self, x, memory, mask):
        def split(t):
            return t.view(t.shape[0], -1, self.heads, self.head_features).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(memory)), split(self.value(memory))
        weights = ((q @ k.transpose(2, 3)) * x.shape[2] ** -0.5).masked_fill(mask, float("-inf")).softmax(-1)
        y = (self.drop(weights) @ v).transpose(1, 2).reshape(x.shape[0], x.shape[1], -1)
        return self.norm(x + self.drop(self.joined(y)))


class WideNarrow(nn.Module):
    def __init__(self, features=128, hidden=256, drop=0.1):
        super().__init__()
        self.wide, self.narrow, self.norm, self.drop = nn.Linear(features, hidden), nn.Linear(hidden, features), nn.LayerNorm(features), nn.Dropout(drop)

    def forward(self, x):
        return self.norm(x + self.drop(self.narrow(F.relu(self.wide(x)))))


class TransformerTranslator(nn.Module):
    def __init__(self, layers=3):
        super().__init__()
        self.source, self.target = nn.Embedding(SOURCE_WORDS, 128, padding_idx=0), nn.Embedding(TARGET_WORDS, 128, padding_idx=0)
        self.register_buffer("positions", torch.randn(23, 128))
        self.encoder = nn.ModuleList(nn.ModuleList([HeadsAttention(), WideNarrow()]) for _ in range(layers))
        self.decoder = nn.ModuleList(nn.ModuleList([HeadsAttention(), HeadsAttention(), WideNarrow()]) for _ in range(layers))

    def forward(self, source, target):
        s, t = source.shape[1], target.shape[1]
        padding = (source == 0)[:, None, None, :]
        future = torch.triu(torch.ones(t, t, dtype=torch.bool), 1) | (target == 0)[:, None, None, :]
        x, y = self.source(source) + self.positions[2:2 + s], self.target(target) + self.positions[1:1 + t]
        for attention, wide in self.encoder:
            x = wide(attention(x, x, padding))
        for itself, across, wide in self.decoder:
            y = wide(across(itself(y, y, future), x, padding))
        return F.linear(y, self.target.weight)


class RnnTranslator(nn.Module):
    def __init__(self, features=256):
        super().__init__()
        self.source, self.target = nn.Embedding(SOURCE_WORDS, features, padding_idx=0), nn.Embedding(TARGET_WORDS, features, padding_idx=0)
        self.encoder, self.decoder, self.output = nn.GRU(features, features), nn.GRU(features, features), nn.Linear(features, TARGET_WORDS)

    def forward(self, source, lengths, target, gold):
        _, h = self.encoder(nn.utils.rnn.pack_padded_sequence(self.source(source.t()), lengths))
        if gold:
            return self.output(self.decoder(self.target(target.t()), h)[0]).transpose(0, 1)
        word, scores = target[:, 0], []
        for _ in range(target.shape[1]):
            y, h = self.decoder(self.target(word)[None], h)
            scores.append(self.output(y[0]))
            word = scores[-1].argmax(1)
        return torch.stack(scores, 1)


def translation(name, model, logits):
    @workload(name)
    def prepare():
        net = model()
        adam = torch.optim.Adam(net.parameters())
        (source, target, lengths), step = translation_batch(), itertools.count()

        def run():
            adam.zero_grad(set_to_none=True)
            y = logits(net, source, lengths, target[:, :-1], next(step))
            F.cross_entropy(y.reshape(-1, TARGET_WORDS), target[:, 1:].reshape(-1), ignore_index=0, reduction="sum").backward()
            adam.step()
        return run


translation("step_translation_transformer", TransformerTranslator, lambda net, source, lengths, target, step: net(source, target))
translation("step_translation_rnn", RnnTranslator, lambda net, source, lengths, target, step: net(source, lengths, target, step % 5 == 0))

now = time.process_time if "cpu" in sys.argv else time.perf_counter


def clock(action, repeats):
    start = now()
    for _ in range(repeats):
        action()
    return (now() - start) / repeats


def measure(action, seconds):
    for _ in range(3):
        action()
    repeats = max(1, int(50e-6 / max(clock(action, 1), 1e-9)))
    samples, end = [], time.perf_counter() + seconds
    while len(samples) < 5 or time.perf_counter() < end:
        samples.append(clock(action, repeats))
    samples.sort()
    return samples[len(samples) // 2], samples[0], len(samples)


def serve(threads):
    torch.set_num_threads(threads)
    print(f"torch {torch.__version__}", flush=True)
    name, action = None, None
    for line in sys.stdin:
        wanted, seconds = line.split()
        if wanted not in WORKLOADS:
            print("none", flush=True)
            continue
        if wanted != name:
            name, action = wanted, WORKLOADS[wanted]()
        print("%.9g %.9g %d" % measure(action, float(seconds)), flush=True)


if __name__ == "__main__":
    torch.manual_seed(0)
    if sys.argv[1:2] == ["--serve"]:
        serve(int(sys.argv[2]))
    else:
        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
        for name in sys.argv[1:] or WORKLOADS:
            median, best, samples = measure(WORKLOADS[name](), 1.0)
            print(f"{name:24} median {median * 1e6:11.1f} us   best {best * 1e6:11.1f} us   of {samples}", flush=True)
