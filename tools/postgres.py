"""A PostgreSQL that is thrown away: a cluster of Debian's binaries in a temporary folder, reached by a unix socket.

    python tools/postgres.py run -- COMMAND ...   set BIANMIN_DATABASE, run the command, remove the cluster
    python tools/postgres.py durable -- COMMAND ...   the same with every commit on the disk, for benches
    python tools/postgres.py start                start one, print its URL and the folder to stop it by
    python tools/postgres.py stop FOLDER          stop and remove it

The server runs as an unprivileged user (it refuses root) and trusts whoever reaches its socket. `synchronous_commit`
stays on, as in production; `fsync` is off unless it is asked for, because nobody keeps what is in here.
"""

import argparse
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

DEBIAN: Final = Path("/usr/lib/postgresql")
USERS: Final = ("postgres", "nobody")
NOT_KEPT: Final = (
    "-c fsync=off -c full_page_writes=off -c autovacuum=off -c jit=off -c checkpoint_timeout=1h -c max_wal_size=8GB "
    "-c shared_buffers=128MB "
)
LASTING: Final = "-c shared_buffers=1GB -c checkpoint_timeout=15min -c max_wal_size=8GB "
"""What `deploy/README.md` advises where every commit is kept."""
OPTIONS: Final = "-c listen_addresses='' -c synchronous_commit=on -c max_connections=60 -c timezone=UTC"
MISSING: Final = 3
"""Exit code where no server binaries are installed."""


def binaries() -> Path | None:
    """The folder of the newest server's programs."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


def unprivileged() -> list[str]:
    """What to put before a command so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    user = next(entry for name in USERS for entry in pwd.getpwall() if entry.pw_name == name)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _as_server(*words: str | Path) -> None:
    done = subprocess.run([*unprivileged(), *map(str, words)], cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{words[0]} failed:\n{done.stdout}{done.stderr}")


def start(*, durable: bool = False) -> Path:
    """Start a cluster; gives its folder."""
    programs = binaries()
    if programs is None:
        sys.stderr.write("PostgreSQL's server is not installed: apt-get install postgresql\n")
        sys.exit(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="bianmin-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        user = next(entry for name in USERS for entry in pwd.getpwall() if entry.pw_name == name)
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o755)
    data = folder / "data"
    _as_server(programs / "initdb", "-D", data, "-U", "bianmin", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    log, options = folder / "log", f"{LASTING if durable else NOT_KEPT}{OPTIONS} -c unix_socket_directories={folder}"
    _as_server(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start")
    _as_server(programs / "createdb", "-h", folder, "-U", "bianmin", "bianmin")
    return folder


def url(folder: Path) -> str:
    """The cluster's address for BIANMIN_DATABASE."""
    return f"postgresql://bianmin@/bianmin?host={quote(str(folder), safe='')}"


def stop(folder: Path) -> None:
    """Stop a cluster and remove its folder."""
    programs = binaries()
    if programs is not None and (folder / "data" / "postmaster.pid").exists():
        _as_server(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """The address of a cluster that is gone afterwards."""
    folder = start(durable=durable)
    try:
        yield url(folder)
    finally:
        stop(folder)


def main() -> int:
    """Start, stop, or run a command beside a cluster."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("start")
    verbs.add_parser("stop").add_argument("folder", type=Path)
    for verb in ("run", "durable"):
        verbs.add_parser(verb).add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if options.verb == "start":
        folder = start()
        print(url(folder), folder)
        return 0
    if options.verb == "stop":
        stop(options.folder)
        return 0
    words = options.command[1:] if options.command[:1] == ["--"] else options.command
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster(durable=options.verb == "durable") as address:
        return subprocess.run(words, env={**os.environ, "BIANMIN_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
