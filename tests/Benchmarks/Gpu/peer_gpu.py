#!/usr/bin/env python3
"""The other side of the comparison on a graphics processor: the workloads of GpuBenchmark.cs in PyTorch, eager.

Its first line says what answers, or "missing: …". Then each line `workload size seconds` is answered with the median seconds of one run.
`peer_gpu.py cpu` answers from the processor: to try the program out, not to measure.
"""
import sys
import time

try:
    import torch
    import torch.nn.functional as F
except ImportError as error:
    print(f"missing: {error}")
    sys.exit()

DEVICE = sys.argv[1] if len(sys.argv) > 1 else "cuda"
if DEVICE == "cuda" and not torch.cuda.is_available():
    print(f"missing: torch {torch.__version__} finds no CUDA device")
    sys.exit()

import peer  # noqa: E402  the models, which have no device of their own

REPEATS = 10


def gemm(size, tf32):
    torch.backends.cuda.matmul.allow_tf32 = tf32
    a, b, y = (torch.randn(size, size, device=DEVICE) for _ in range(3))
    return lambda: torch.mm(a, b, out=y)


def transformer_step(pairs):
    torch.backends.cuda.matmul.allow_tf32 = False
    net = peer.TransformerTranslator().to(DEVICE)
    adam = torch.optim.Adam(net.parameters())
    source, target, _ = (x.to(DEVICE) for x in peer.translation_batch(pairs))

    def run():
        adam.zero_grad(set_to_none=True)
        logits = net(source, target[:, :-1])
        F.cross_entropy(logits.reshape(-1, peer.TARGET_WORDS), target[:, 1:].reshape(-1), ignore_index=0, reduction="sum").backward()
        adam.step()
    return run


WORKLOADS = {"gemm_float32": lambda size: gemm(size, False), "gemm_tf32": lambda size: gemm(size, True), "transformer_step": transformer_step}


def wait():
    if DEVICE == "cuda":
        torch.cuda.synchronize()


def repeat(action):
    for _ in range(REPEATS):
        action()


def by_the_clock(action):
    start = time.perf_counter()
    repeat(action)
    wait()
    return time.perf_counter() - start


def by_the_device(action):
    if DEVICE != "cuda":
        return by_the_clock(action)
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    repeat(action)
    end.record()
    end.synchronize()
    return start.elapsed_time(end) / 1000


def measure(action, time_of, seconds):
    repeat(action)
    wait()
    samples, end = [], time.perf_counter() + seconds
    while len(samples) < 5 or time.perf_counter() < end:
        samples.append(time_of(action) / REPEATS)
    return sorted(samples)[len(samples) // 2]


torch.manual_seed(0)
print(f"torch {torch.__version__}, CUDA {torch.version.cuda}, on {torch.cuda.get_device_name()}" if DEVICE == "cuda" else f"torch {torch.__version__} on the processor", flush=True)
for line in sys.stdin:
    workload, size, seconds = line.split()
    time_of = by_the_device if workload.startswith("gemm") else by_the_clock
    print("%.9g" % measure(WORKLOADS[workload](int(size)), time_of, float(seconds)), flush=True)
