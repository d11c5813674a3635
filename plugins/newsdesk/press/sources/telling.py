"""What one source has raised, as an error of the build under its name."""

from __future__ import annotations

import traceback

from jinja2 import TemplateError, TemplateSyntaxError

from ...problems import Problems, raised


def tell_raised(problems: Problems, source: str, step: str, error: Exception) -> None:
    """Tell what a source has raised when it was "read", "linked", "written" or "copied".

    What a template raises is told under its own name, once for all that it is filled in with.
    """
    if isinstance(error, TemplateError) and (place := _place_of(error))[0]:
        problems.error(*place, f"the theme's template fails ({raised(error)}); mend it")
    else:
        problems.error(source, 0, f"cannot be {step} ({raised(error)}); mend or remove it")


def _place_of(error: TemplateError) -> tuple[str, int]:
    """Return the template and the line where filling it in failed; empty and 0 if that cannot be told."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or "", error.lineno
    frames = reversed(traceback.extract_tb(error.__traceback__))
    return next(
        ((frame.filename, frame.lineno or 0) for frame in frames if not frame.filename.endswith(".py")), ("", 0)
    )
