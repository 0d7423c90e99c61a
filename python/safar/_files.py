"""Files that what is in a register is written to: for their owner alone, and never through a link or over somebody else's file."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable

from ._errors import ExistsError, IoError

__all__ = ["check_target", "remove", "write_private"]

Path = str | os.PathLike[str]


def check_target(path: Path, ours: Callable[[bytes], bool] | None = None) -> None:
    """Whether a file may be written there: nothing is there yet, or a plain file of one's own. ``ours`` is asked about its beginning,
    where only a file that was made by us before may be replaced."""
    where = os.fspath(path)
    try:
        found = os.lstat(where)
    except FileNotFoundError:
        return
    if stat.S_ISLNK(found.st_mode):
        raise IoError(f"{where} is a symbolic link", reason="link", remedy="Give the name of a file; nothing is written through a link.")
    if not stat.S_ISREG(found.st_mode):
        raise IoError(f"{where} is no plain file", reason="no_file", remedy="Give the name of a file.")
    if found.st_uid != os.geteuid():
        raise IoError(f"{where} is somebody else's file", reason="not_owner", remedy="Give another name.")
    if ours is not None and found.st_size > 0 and not ours(_beginning(where)):
        raise ExistsError(f"there is another file {where}", reason="file_exists", remedy="Give another name, or move it away.")


def write_private(path: Path, text: str, ours: Callable[[bytes], bool] | None = None) -> None:
    """Writes the whole file or nothing, mode 0600. What stands at that name is replaced, not written into."""
    check_target(path, ours)
    where = os.fspath(path)
    beside = os.path.join(os.path.dirname(where), f".{os.path.basename(where)[:200]}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        os.replace(beside, where)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def remove(path: Path, ours: Callable[[bytes], bool]) -> None:
    """Removes a file that we made; nothing where none is there, or where it is not ours."""
    try:
        check_target(path, ours)
        os.unlink(path)
    except (FileNotFoundError, IoError, ExistsError):
        return


def _beginning(where: str) -> bytes:
    with open(os.open(where, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as f:
        return f.read(200)
