"""How fast the Jupyter kernel is: from its start to the first result, and an ordinary cell there and back.

    dotnet build -c Release && python3 tests/Benchmarks/kernel.py

Needs Debian's python3-jupyter-client (python3-nbclient brings it). The kernel is the one of this checkout; nothing is installed.
"""
import json
import os
import statistics
import tempfile
import time

STARTS, CELLS = 7, 200
PROGRAM = os.path.join(os.path.dirname(__file__), '../../lib/Curriculum.Cli/bin/Release/net10.0/Curriculum.Cli.dll')


def main():
    with tempfile.TemporaryDirectory() as data:
        os.environ['JUPYTER_DATA_DIR'] = data
        folder = os.path.join(data, 'kernels', 'measured')
        os.makedirs(folder)
        with open(os.path.join(folder, 'kernel.json'), 'w') as file:
            json.dump({'argv': ['dotnet', os.path.abspath(PROGRAM), 'kernel', 'run', '{connection_file}'], 'display_name': 'C#', 'language': 'C#'}, file)
        from jupyter_client import KernelManager
        starts, cells = [], []
        for _ in range(STARTS):
            began = time.perf_counter()
            manager = KernelManager(kernel_name='measured')
            manager.start_kernel()
            client = manager.client()
            client.start_channels()
            try:
                client.wait_for_ready(timeout=60)
                result(client, '6 * 7', '42')
                starts.append(time.perf_counter() - began)
                if len(starts) == STARTS:
                    result(client, 'var n = 0;', None)
                    for i in range(CELLS):
                        began = time.perf_counter()
                        result(client, f'n += {i}; var line{i} = $"{{n}}"; line{i}', str(i * (i + 1) // 2))
                        cells.append(time.perf_counter() - began)
            finally:
                client.stop_channels()
                manager.shutdown_kernel(now=True)
    show('start to first result', starts, 2.5)
    show('an ordinary cell', cells, 0.030)


def result(client, code, expected):
    asked = client.execute(code)
    shown = None
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message['parent_header'].get('msg_id') != asked:
            continue
        if message['msg_type'] == 'execute_result':
            shown = message['content']['data']['text/plain']
        elif message['msg_type'] == 'status' and message['content']['execution_state'] == 'idle':
            break
    client.get_shell_msg(timeout=60)
    assert shown == expected, (code, shown)


def show(name, seconds, target):
    print(f'{name:24} median {1000 * statistics.median(seconds):7.1f} ms, best {1000 * min(seconds):7.1f} ms, worst {1000 * max(seconds):7.1f} ms   (target {1000 * target:g} ms)')


main()
