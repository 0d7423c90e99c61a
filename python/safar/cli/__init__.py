"""The ``safar`` command: a register from a shell."""

from __future__ import annotations

import typer

from .. import __version__
from . import describe, find, portfolio, portfolio_import, portfolio_register, read, write

__all__ = ["app", "main"]

app = typer.Typer(
    name="safar",
    help="Assisted voluntary return and reintegration casework: applications in, decisions with reasons, figures out.",
    epilog="Begin with: safar new mali.safar --office BKO",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _part in (write.app, read.app, find.app, describe.app):
    app.registered_commands += _part.registered_commands
portfolio.app.registered_commands += portfolio_register.app.registered_commands + portfolio_import.app.registered_commands
app.add_typer(portfolio.app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"safar {__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Say the version."),
    accept_clock_jump: bool = typer.Option(False, "--accept-clock-jump", help="Write although the clock is more than 400 days after the last act: it is right."),
    wait: float = typer.Option(5.0, "--wait", min=0, max=86_400, metavar="SECONDS", help="How long to wait while somebody else writes."),
) -> None:
    context.obj = {"accept_clock_jump": accept_clock_jump, "busy_timeout_ms": round(wait * 1000)}


def main() -> None:
    """The entry point of the ``safar`` command."""
    app()


if __name__ == "__main__":
    main()
