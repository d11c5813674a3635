"""What pyproject.toml cannot say: the theme and the settings of the sample brief go into the package, too."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithTheme(build_py):
    """Copies what a new brief begins with; a checkout has it beside the package."""

    def run(self) -> None:
        """Build the package."""
        super().run()
        if not self.editable_mode:
            package = Path(self.build_lib) / "newsdesk"
            shutil.copytree("theme", package / "theme", dirs_exist_ok=True)
            shutil.copy("pelicanconf.py", package / "starter" / "files")


setup(cmdclass={"build_py": WithTheme})
