"""Kernels: columns in, columns out, without a register."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from . import _core
from ._errors import InvalidArgumentError
from ._records import dumps
from .frame import Frame

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Kernel", "Stream", "kernel"]


class Stream:
    """What a kernel gives: rows that are made as they are asked for, once. Give it to ``session.execute_many``, to pyarrow, polars or
    DuckDB, or keep all of it with :meth:`frame`."""

    def __init__(self, core: _core.Stream, kernel: str) -> None:
        self._core = core
        self._kernel = kernel

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hands the rows over; a second time is an error."""
        return self._core.arrow_c_stream()

    def frame(self) -> Frame:
        """All rows, held."""
        return Frame(self._core.table(self._kernel))

    def to_arrow(self) -> pyarrow.Table:
        """All rows as a pyarrow table."""
        return self.frame().to_arrow()

    def to_pandas(self) -> pandas.DataFrame:
        """All rows as a pandas data frame."""
        return self.frame().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """All rows as a polars data frame."""
        return self.frame().to_polars()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.frame())

    def __repr__(self) -> str:
        return f"<rows of the kernel {self._kernel}, not yet asked for>"


class Kernel:
    """A kernel with its configuration; any number of threads may run it at once. ``sf.describe("kernels")`` lists what there is."""

    def __init__(self, name: str, **config: Any) -> None:
        self._core = _core.Kernel.create(name, dumps({k: v for k, v in config.items() if v is not None}))

    @property
    def name(self) -> str:
        """Its name."""
        return self._core.name

    def run(self, source: object, *, progress: Callable[[int, int], object] | None = None) -> Stream:
        """Runs it over ``source``: a table or stream that speaks Arrow (pandas, polars, pyarrow, DuckDB, a frame), or for kernels of
        bytes: a path, a file opened in binary mode, or ``bytes``. ``progress(done, total)`` cancels by returning ``False``."""
        return Stream(self._core.run(_source(source), progress), self.name)

    def __repr__(self) -> str:
        return f"<kernel {self.name}: {self._core.doc}>"


def kernel(name: str, source: object, *, progress: Callable[[int, int], object] | None = None, **config: Any) -> Stream:
    """A kernel, run once: ``sf.kernel("csv", "intake.csv", mapping={...})``."""
    return Kernel(name, **config).run(source, progress=progress)


def _source(source: object) -> _core.Stream:
    if hasattr(source, "__arrow_c_stream__"):
        return _core.Stream.of_capsule(source.__arrow_c_stream__())
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _core.Stream.of_reader(io.BytesIO(source).read)
    if isinstance(source, (str, os.PathLike)):
        return _core.Stream.of_reader(_Opened(source).read)
    read = getattr(source, "read", None)
    if callable(read):
        return _core.Stream.of_reader(read)
    raise InvalidArgumentError(f"a table, a path, a binary file or bytes are needed, not {type(source).__name__}")


class _Opened:
    """A file that is closed at its end, or with the stream that reads it."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._file: BinaryIO = open(path, "rb")  # noqa: SIM115

    def read(self, n: int) -> bytes:
        piece = self._file.read(n)
        if not piece:
            self._file.close()
        return piece

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self._file.close()
