"""Server time from a reply sent to the caller's line stored and drawn, over a real websocket to a real server.

python benchmarks/reply_latency.py [--calls 8] [--replies 25]

The server is pinned to one core where the system allows it. Each reply is sent as the browser sends it; the time runs
until the server reports the page as drawn, with the caller's new line in it.
"""

import argparse
import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parents[1]
REPLIES = (
    "Hi, you've reached the peer line. Are you somewhere you can talk?",
    "That sounds frightening. I believe you.",
    "So he took the money and you got out. What would help most right now?",
    "Is it okay if I ask about tonight, or would you rather I just listen?",
    "Mm, tell me a bit more, whatever fits for you.",
)


def cookie_of(url: str) -> str:
    """Return the guest's cookie that the first page gives, waiting for the server to be up."""
    request = urllib.request.Request(url, headers={"Accept": "text/html"})
    for _ in range(200):
        try:
            with urllib.request.urlopen(request) as answer:
                return str(answer.headers["Set-Cookie"]).split(";")[0]
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


class Tab:
    """One browser tab, as far as the server can tell."""

    def __init__(self, connection: websockets.ClientConnection) -> None:
        self._connection = connection
        self.page = ""
        self.widgets: dict[str, str] = {}
        self.text = ""
        self.query = ""

    async def run(self, page: str, query: str, *, trigger: str = "", says: str = "") -> float:
        """Run a page, pressing the button or saying the words given; return the seconds until it is drawn."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        if trigger:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.widgets[trigger]
            if says:
                state.chat_input_value.data = says
            else:
                state.trigger_value = True
        start = time.perf_counter()
        await self._connection.send(message.SerializeToString())
        self.text = ""
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(await self._connection.recv()))
            kind = answer.WhichOneof("type")
            if kind == "delta":
                self._take(answer)
            elif kind == "page_info_changed":
                self.query = answer.page_info_changed.query_string
            elif kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return time.perf_counter() - start

    def _take(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "button":
            self.widgets[element.button.label] = element.button.id
        elif kind == "chat_input":
            self.widgets["reply"] = element.chat_input.id
        elif kind == "html":
            self.text += element.html.body


async def one_call(url: str, cookie: str, replies: int) -> list[float]:
    address = url.replace("http", "ws") + "/_stcore/stream"
    headers = {"Cookie": cookie, "Origin": url}
    async with websockets.connect(
        address, additional_headers=headers, subprotocols=["streamlit"], max_size=None
    ) as connection:  # type: ignore[list-item]
        tab = Tab(connection)
        await tab.run("before", "scenario=bad_date_report")
        await tab.run("before", "scenario=bad_date_report", trigger="Take the call")
        if "reply" not in tab.widgets:
            await tab.run("call", tab.query)
        query, times = tab.query, []
        for number in range(replies):
            before = tab.text.count('class="caller"')
            seconds = await tab.run("call", query, trigger="reply", says=REPLIES[number % len(REPLIES)])
            if tab.text.count('class="caller"') <= before:
                break  # the caller has ended the call
            times.append(seconds)
        return times


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=8)
    parser.add_argument("--replies", type=int, default=25)
    chosen = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.headless=true"]
        server = subprocess.Popen(
            [*command, f"--server.port={port}"],
            cwd=ROOT,
            env={**os.environ, "PRACTICE_LINE_DATA": folder},
            stdout=subprocess.DEVNULL,
        )
        try:
            if hasattr(os, "sched_setaffinity"):
                os.sched_setaffinity(server.pid, {0})
            cookie = cookie_of(url)
            asyncio.run(one_call(url, cookie, 3))  # warm-up: imports, first reading of files
            runs = [asyncio.run(one_call(url, cookie, chosen.replies)) for _ in range(chosen.calls)]
            times = [seconds for run in runs for seconds in run]
        finally:
            server.send_signal(signal.SIGKILL)
            server.wait()
    print(f"replies measured: {len(times)} in {chosen.calls} calls of up to {chosen.replies} replies")
    print(
        f"reply sent to line stored and drawn: median {statistics.median(times) * 1000:.1f} ms, "
        f"p95 {percentile(times, 0.95) * 1000:.1f} ms, longest {max(times) * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main()
