"""Where the first key of a register comes from.

Whoever has the register, its ``.keys`` file and this key reads everything: keep it elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from . import _core

__all__ = ["KeySource", "file", "host"]

KeySource = _core.KeySource


def file(path: str | os.PathLike[str]) -> KeySource:
    """A key file: one line, made (readable by its owner only) when a register is created and the file is not there.

    >>> import safar as sf
    >>> sf.keys.file("mali.key")
    <safar key source: mali.key>
    """
    return _core.KeySource.file(os.fspath(path))


def host(unwrap: Callable[[bytes, bytes], bytes], *, first_id: bytes = b"", first_wrapped: bytes = b"") -> KeySource:
    """Your own key store: an HSM, a vault, a prompt.

    ``unwrap(id, wrapped)`` gives the 32 bytes of the key; it is called once for each key epoch when a register is opened.
    ``first_id`` and ``first_wrapped`` are stored when a register is created, and handed to ``unwrap`` ever after.
    What ``unwrap`` raises is the ``__cause__`` of the :class:`safar.BadKeyError` that follows.
    """
    return _core.KeySource.host(unwrap, first_id, first_wrapped)
