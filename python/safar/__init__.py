"""safar: assisted voluntary return and reintegration casework in one library.

>>> import safar as sf
>>> register = sf.Register.open("mali.safar", keys=sf.keys.file("mali.key"))             # doctest: +SKIP
>>> s = register.session(actor="amadou.t", role="data_analyst", purpose="statistics")    # doctest: +SKIP
>>> s.query("counts").by("nationality", "month").where(site=["ML-BKO-1"])                # doctest: +SKIP

Commands are classes (``sf.Apply``, ``sf.Suspend``, ...); errors are :class:`SafarError` and its subclasses; tables speak
Arrow to pandas, polars, pyarrow and DuckDB. ``safar --help`` is the command line.
"""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

from . import _errors, keys
from ._core import __version__
from ._errors import *  # noqa: F403
from . import commands
from .commands import *  # noqa: F403
from .case import Case, WhyNot
from .frame import Frame
from .iati_tables import IatiTables, read_iati_tables
from .kernels import Kernel, Stream, kernel
from .portfolio import AcceptedSheets, NounSheet
from .query import Query
from .register import IntakeReport, Outcome, Preview, Receipt, Register, Session, VerifyReport
from .sheets import SheetProposal, read_project_sheets

if TYPE_CHECKING:
    from . import plot as plot
    from . import synthetic as synthetic

__all__ = [
    "AcceptedSheets", "Case", "Frame", "IatiTables", "IntakeReport", "Kernel", "NounSheet", "Outcome", "Preview", "Query", "Receipt", "Register", "Session", "SheetProposal", "Stream",
    "VerifyReport", "WhyNot", "__version__", "commands", "describe", "kernel", "keys", "plot", "read_iati_tables", "read_project_sheets", "synthetic",
    *_errors.__all__, *commands.__all__,
]  # fmt: skip

_LAZY = ("plot", "synthetic")


def describe(what: str) -> Any:
    """What there is: ``commands``, ``views``, ``errors``, ``roles``, ``workflow``, ``table`` (state x command), ``stubs``,
    ``kernels``, ``schema:<command>``, ``schema:view:<view>``, ``schema:kernel:<kernel>``, ``mapping:apply``."""
    from . import _core

    return json.loads(_core.describe(what))


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        try:
            return importlib.import_module("." + name, __name__)
        except ModuleNotFoundError as e:
            if e.name != f"{__name__}.{name}":
                raise
    raise AttributeError(f"module 'safar' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
