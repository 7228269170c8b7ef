"""Opens a notebook in Jupyter Notebook in headless Chromium and presses "Run all": run_all.py FOLDER NOTEBOOK SCREENSHOT.

Prints what the page then shows, as JSON. While it runs, every text "step N" that becomes visible is answered by a file seen-N in the
folder, so that a cell can wait until its reader has seen it move. Needs Debian's jupyter-notebook and chromium.
"""
import asyncio
import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from tornado.websocket import websocket_connect

folder, notebook, screenshot = sys.argv[1:]
PATIENCE = 240  # seconds for everything; a machine under load is slow


class Page:
    """A tab of the browser, by the DevTools protocol."""

    def __init__(self, socket):
        self.socket, self.calls = socket, 0

    async def call(self, method, **params):
        self.calls += 1
        await self.socket.write_message(json.dumps({'id': self.calls, 'method': method, 'params': params}))
        while True:
            message = json.loads(await self.socket.read_message())
            if message.get('id') == self.calls:
                return message['result']

    async def js(self, code):
        return (await self.call('Runtime.evaluate', expression=code, returnByValue=True))['result'].get('value')


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


async def until(condition):
    while not (value := await condition()):
        await asyncio.sleep(0.1)
    return value


async def read_when_there(path):
    async def read():
        return open(path).read() if os.path.exists(path) else ''
    return await until(read)


async def run_all(server_folder, profile):
    connection = json.loads(await read_when_there(os.path.join(server_folder, 'server.json')))
    port = (await read_when_there(os.path.join(profile, 'DevToolsActivePort'))).split()[0]
    tabs = json.load(urllib.request.urlopen(f'http://127.0.0.1:{port}/json'))
    page = Page(await websocket_connect(next(t for t in tabs if t['type'] == 'page')['webSocketDebuggerUrl'], max_message_size=1 << 28))
    await page.call('Page.navigate', url=f"{connection['url']}notebooks/{notebook}?token={connection['token']}")
    await until(lambda: page.js("typeof Jupyter !== 'undefined' && !!Jupyter.notebook && !!Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()"))
    await page.js("document.querySelector('#run_all_cells a, #run_all_cells').click()")

    async def finished():
        for step in re.findall(r'step (\d+)', await page.js("[...document.querySelectorAll('.output_area')].map(o => o.innerText).join()")):
            open(os.path.join(folder, f'seen-{step}'), 'w').close()
        return await page.js("document.querySelectorAll('.code_cell.running').length === 0")

    await until(finished)
    await page.js("document.querySelector('.output_area svg')?.scrollIntoView({block: 'center'})")
    with open(screenshot, 'wb') as file:
        file.write(base64.b64decode((await page.call('Page.captureScreenshot', format='png'))['data']))
    return json.loads(await page.js("""JSON.stringify({
        kernel: Jupyter.notebook.kernel.name,
        errors: [...document.querySelectorAll('.output_error')].map(e => e.innerText),
        texts: [...document.querySelectorAll('.output_area')].map(o => o.innerText.trim()),
        charts: [...document.querySelectorAll('.output_area svg')].map(s => s.getBoundingClientRect().width)})"""))


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        environment = dict(os.environ, JUPYTER_RUNTIME_DIR=os.path.join(work, 'runtime'), JUPYTER_CONFIG_DIR=os.path.join(work, 'config'))
        server = subprocess.Popen(
            [sys.executable, '-m', 'notebook', '--allow-root', '--no-browser', '--ip=127.0.0.1', f'--port={free_port()}', f'--notebook-dir={folder}'],
            env=environment, stdout=sys.stderr)
        browser = subprocess.Popen(
            ['chromium', '--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', f'--user-data-dir={work}/profile', '--window-size=1200,1000', 'about:blank'],
            stdout=sys.stderr, stderr=subprocess.DEVNULL)
        try:
            os.makedirs(os.path.join(work, 'runtime'), exist_ok=True)
            os.symlink(os.path.join(work, 'runtime', f'nbserver-{server.pid}.json'), os.path.join(work, 'server.json'))
            print(json.dumps(asyncio.run(asyncio.wait_for(run_all(work, f'{work}/profile'), PATIENCE))))
        finally:
            browser.terminate()
            # An interrupted server asks whether it should end; a terminated one ends its kernels and itself.
            server.send_signal(signal.SIGTERM)
            for process in (browser, server):
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()


main()
