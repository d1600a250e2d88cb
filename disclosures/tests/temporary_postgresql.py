"""A PostgreSQL for one run: made anew from the installed binaries, reached by a socket only, removed afterwards.

No existing cluster is touched. As root the server runs under the account `postgres`, because PostgreSQL refuses root.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: Debian's newest, else the one on PATH, else None."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def temporary_postgresql() -> Iterator[str]:
    """Run a server as long as the block runs and give its DATABASE_URL. Raises RuntimeError with the server's words."""
    folder = Path(tempfile.mkdtemp(prefix="temporary_postgresql_"))
    as_root = os.getuid() == 0
    user = "postgres" if as_root else os.environ.get("USER", "postgres")
    if as_root:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str):
        command = [str(binaries() / program), "--pgdata", f"{folder}/data", *arguments]
        prefix = ["runuser", "-u", user, "--"] if as_root else []
        with (folder / "output").open("w+") as output:  # a pipe would be kept open by the server
            done = subprocess.run([*prefix, *command], cwd=folder, stdout=output, stderr=output, check=False)
            if done.returncode:
                output.seek(0)
                raise RuntimeError(f"{program}: {output.read()}")

    try:
        run("initdb", "--auth=trust", f"--username={user}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "start", "--wait", f"--log={folder}/data/log", "--options", f"{SERVER_OPTIONS} -k {folder}")
        try:
            yield f"postgres://{user}@/{folder}/postgres"
        finally:
            run("pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
