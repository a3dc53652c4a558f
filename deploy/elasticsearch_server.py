"""A real Elasticsearch to test against: fetch, check, unpack, start, wait, stop. Standard library only.

    python deploy/elasticsearch_server.py start     # prints the address on the last line
    python deploy/elasticsearch_server.py stop | status

Elastic's minimal server (core and the netty transport, no other module, no Java) is fetched by its Maven coordinates with
the ordinary client as the machine configures it, held against the hash below, unpacked under `.cache/`. It wants Java 21 or
newer and refuses to run as root: root hands it to the user `nobody`.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

VERSION = "9.1.3"
SHA256 = "8e894ba93e971a74d439a50dd9b77e88f8cf65611ea1ddabfe717e483729ac13"
COORDINATES = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
LEAST_JAVA = 21
PORT = int(os.environ.get("ELASTICSEARCH_PORT", "9215"))
URL = f"http://127.0.0.1:{PORT}"
CACHE = Path(__file__).resolve().parent.parent / ".cache" / "elasticsearch"
# A server that runs as another user must be able to read its own tree: root's cache may lie behind a closed directory.
HOME = Path("/var/tmp/zhongxuan-elasticsearch") if os.geteuid() == 0 else CACHE
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the machine's proxy knows nothing of 127.0.0.1
PID_FILE = HOME / f"pid-{PORT}"
SETTINGS = f"""\
cluster.name: zhongxuan-test
node.name: one
discovery.type: single-node
http.port: {PORT}
transport.port: {PORT + 100}
network.host: 127.0.0.1
xpack.security.enabled: false
"""


class Missing(Exception):
    """Something that the server needs is not on this machine."""


_STARTED: list[subprocess.Popen[bytes]] = []  # this process's own servers, waited for when they are stopped


def java_home() -> Path:
    """A Java of at least version 21: JAVA_HOME, the one on the path, or one under /usr/lib/jvm."""
    found = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    on_path = shutil.which("java")
    found += [Path(on_path).resolve().parent.parent] if on_path else []
    found += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    for home in found:
        if (home / "bin" / "java").exists() and _java_version(home) >= LEAST_JAVA:
            return home
    raise Missing(f"Elasticsearch {VERSION} needs Java {LEAST_JAVA} or newer; set JAVA_HOME")


def _java_version(home: Path) -> int:
    said = subprocess.run([home / "bin" / "java", "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', said)
    return int(number[1]) if number else 0


def fetch() -> Path:
    """The server's archive, fetched once and checked against its hash."""
    archive = CACHE / f"elasticsearch-{VERSION}.zip"
    if not archive.exists():
        maven = shutil.which("mvn")
        if maven is None:
            raise Missing("Elasticsearch is fetched with Maven (mvn), which is not on this machine")
        CACHE.mkdir(parents=True, exist_ok=True)
        run = [maven, "-q", "-B", f"{DEPENDENCY_PLUGIN}:get", f"-Dartifact={COORDINATES}", "-Dtransitive=false"]
        copy = [maven, "-q", "-B", f"{DEPENDENCY_PLUGIN}:copy", f"-Dartifact={COORDINATES}", f"-DoutputDirectory={CACHE}"]
        for command in (run, copy):
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=540)
            if done.returncode:
                raise Missing(f"{COORDINATES} could not be fetched: {done.stdout[-300:]}")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != SHA256:
        archive.unlink()
        raise Missing(f"{archive.name} has the hash {digest}, not {SHA256}: thrown away")
    return archive


def unpack(archive: Path) -> Path:
    """The server's tree."""
    tree = HOME / f"elasticsearch-{VERSION}"
    if not tree.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(HOME)
        for tool in (tree / "bin").iterdir():
            tool.chmod(0o755)
    return tree


def start() -> str:
    """Start the server if it does not answer yet, wait until it does; returns its address."""
    if version_running():
        return URL
    tree, java = unpack(fetch()), java_home()
    state = HOME / f"state-{PORT}"
    shutil.rmtree(state, ignore_errors=True)
    for folder in ("data", "logs", "tmp"):
        (state / folder).mkdir(parents=True)
    shutil.copytree(tree / "config", state / "config")
    (state / "config" / "elasticsearch.yml").write_text(SETTINGS + f"path.data: {state}/data\npath.logs: {state}/logs\n")
    user: str | None = None
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "nobody", state], check=False)
        user = "nobody"
    environment = {
        "PATH": "/usr/bin:/bin",
        "ES_JAVA_HOME": str(java),
        "ES_PATH_CONF": str(state / "config"),
        "ES_TMPDIR": str(state / "tmp"),
        "ES_JAVA_OPTS": "-Xms384m -Xmx384m",
    }
    with (HOME / f"output-{PORT}").open("wb") as output:
        server = subprocess.Popen(
            [tree / "bin" / "elasticsearch"],
            env=environment,
            cwd=state,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=user,
        )
    _STARTED.append(server)
    PID_FILE.write_text(str(server.pid))
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        if version_running():
            return URL
        if server.poll() is not None:
            break
        time.sleep(0.5)
    said = (HOME / f"output-{PORT}").read_text(errors="replace")[-1500:]
    stop()
    raise Missing(f"Elasticsearch {VERSION} did not come up:\n{said}")


@contextmanager
def borrowed() -> Iterator[str]:
    """The server's address while the block runs: started if none answers, and then stopped by whoever gives it back last."""
    HOME.mkdir(parents=True, exist_ok=True)
    keep = HOME / f"keep-{PORT}"
    with (HOME / f"borrowers-{PORT}").open("w") as door:
        if _alone(door):
            keep.unlink(missing_ok=True)
            if version_running():
                keep.touch()
            start()
        fcntl.flock(door, fcntl.LOCK_SH)
        yield URL
        if _alone(door) and not keep.exists():
            stop()


def _alone(door: IO[str]) -> bool:
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def version_running() -> str:
    """The version of the server that answers, or nothing."""
    try:
        # The minimal server has no page at its root: its nodes say their version.
        with _DIRECT.open(f"{URL}/_nodes/_local/none", timeout=2) as answer:
            nodes = json.load(answer)["nodes"]
        return next(str(node["version"]) for node in nodes.values())
    except (OSError, ValueError, KeyError, StopIteration):
        return ""


def stop() -> None:
    """Stop the server that `start` has started, and throw its data away."""
    if PID_FILE.exists():
        pid = int(PID_FILE.read_text())
        PID_FILE.unlink()
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(pid, number)
            except ProcessLookupError:
                break
            end = time.monotonic() + 20
            while time.monotonic() < end and _alive(pid):
                for server in _STARTED:
                    server.poll()
                time.sleep(0.2)
    _STARTED[:] = [server for server in _STARTED if server.poll() is None]
    shutil.rmtree(HOME / f"state-{PORT}", ignore_errors=True)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=["start", "stop", "status"])
    act = parser.parse_args().act
    try:
        if act == "start":
            print(start())
        elif act == "stop":
            stop()
        else:
            print(version_running() or "not running")
    except Missing as why:
        print(f"no Elasticsearch: {why}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
