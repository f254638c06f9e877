"""The server by itself: to whom it answers, and how it ends."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.preview.driver import Project, Running, running


def ask(
    preview: Running, path: str, method: str = "GET", body: str = "", **headers: str
) -> tuple[int, dict[str, str], str]:
    host = preview.address.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


def is_there(pid: int) -> bool:
    """Whether a process runs; one that is dead and not yet buried does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


def gone(pids: list[int]) -> bool:
    for _ in range(100):
        if not any(is_there(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def test_hosts_and_origins(preview: Running) -> None:
    """A page of another site reaches nothing, whatever name it has made for this machine."""
    port = preview.address.rstrip("/").rpartition(":")[2]
    assert ask(preview, "/")[0] == 200
    assert ask(preview, "/", Host=f"localhost:{port}")[0] == 200
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        "localhost:1",
        f"127.0.0.1.evil.example:{port}",
        "",
    ):
        status, _, text = ask(preview, "/us.html", Host=host)
        assert (status, "<html" in text) == (421, False), host
    view = json.dumps({"client": "x", "front": "", "pages": {}})
    assert ask(preview, "/view", "POST", view, Origin="http://evil.example")[0] == 403
    assert ask(preview, "/view", "POST", view, Origin="null")[0] == 403
    assert ask(preview, "/view", "POST", view, Origin=preview.address.rstrip("/"))[0] == 204
    _, headers, _ = ask(preview, "/", Origin=preview.address.rstrip("/"))
    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_it_listens_on_this_machine_alone(preview: Running) -> None:
    port = int(preview.address.rstrip("/").rpartition(":")[2])
    listening = Path("/proc/net/tcp")
    if not listening.is_file():
        pytest.skip("needs /proc/net/tcp")
    rows = [line.split() for line in listening.read_text().splitlines()[1:]]
    addresses = {row[1] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}
    assert addresses == {f"0100007F:{port:04X}"}


def test_what_is_not_there(preview: Running) -> None:
    for path in ("/nothing", "/xx.html", "/pages/us/99.png", "/pages/us/0.png", "/preview.py"):
        assert ask(preview, path)[0] == 404, path
    assert ask(preview, "/../../etc/passwd")[0] == 404
    for body in ("", "[]", "{", '{"client": 1}', '{"client":"","front":"","pages":{"us":["x",1]}}'):
        assert ask(preview, "/view", "POST", body)[0] == 400, body
    assert ask(preview, "/view")[0] == 405


def test_editions_run_nothing_and_load_nothing(preview: Running) -> None:
    for _ in range(300):
        status, headers, _ = ask(preview, "/us.html")
        if status == 200:
            break
        time.sleep(0.2)
    policy = headers["content-security-policy"]
    assert "sandbox allow-same-origin" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_and_leaves_nothing(project: Project, cache: Path, number: int) -> None:
    with running(project, cache) as preview:
        host, _, port = preview.address.removeprefix("http://").rstrip("/").partition(":")
        stream = socket.create_connection((host, int(port)), 30)
        with stream:
            stream.sendall(f"GET /events?client=a HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            assert stream.recv(100).startswith(b"HTTP/1.1 200")
            children = preview.children()
            assert len(children) >= 2
            assert preview.end(number) == 0
        assert gone(children)
        assert "".join(preview.printed) == ""


def test_its_processes_end_with_it_however_it_ends(project: Project, cache: Path) -> None:
    with running(project, cache) as preview:
        children = preview.children()
        preview.process.kill()
        preview.process.wait(30)
        assert gone(children)


def test_the_port(project: Project, cache: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = run(project, "preview", "virtual-alliance", "--no-open", "--port", str(port))
        assert said.returncode == 2
        assert f"port {port} is in use" in said.stderr
        assert "--port" in said.stderr
    with running(project, cache, "--port", str(port)) as preview:
        assert preview.address == f"http://127.0.0.1:{port}/"


def run(project: Project, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    code = f"import sys\n{before}\nfrom briefgen.cli import main\nif __name__ == '__main__': main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_the_extra(project: Project) -> None:
    """What is missing is said with the line that mends it."""
    hide = "sys.modules['starlette'] = sys.modules['watchfiles'] = None"
    said = run(project, "preview", "--no-open", before=hide)
    assert said.returncode == 2
    assert "starlette" in said.stderr
    assert "pip install 'briefgen[preview]'" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("harbor",), "there is no brief `harbor`"),
        (("-a", "xx"), "there is no audience `xx`"),
        (("--content", "nowhere"), "there is no folder `nowhere`"),
        (("--port", "70000"), "70000"),
    ],
)
def test_wrong_usage(project: Project, arguments: tuple[str, ...], words: str) -> None:
    said = run(project, "preview", "--no-open", *arguments)
    assert said.returncode == 2
    assert words in said.stderr
    assert "Traceback" not in said.stderr


def test_several_briefs(project: Project) -> None:
    (project.brief.parent / "second").mkdir()
    (project.brief.parent / "second" / "brief.yaml").write_text("title: x\n", "utf-8")
    said = run(project, "preview", "--no-open")
    assert said.returncode == 2
    assert "second, virtual-alliance" in said.stderr
