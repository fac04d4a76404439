"""Builds the C library by Meson, from the sources two folders up, and puts it into the package. The
version is that of the Meson project.

So it is built from the repository, not from a source archive of the package alone.
"""

import json
import pathlib
import shutil
import subprocess
import sysconfig

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

try:
    from wheel.bdist_wheel import bdist_wheel
except ImportError:
    from setuptools.command.bdist_wheel import bdist_wheel

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
options = [
    "-Dbuildtype=release",
    "-Ddefault_library=shared",
    "-Dtests=disabled",
    "-Dexamples=false",
    "-Ddocs=disabled",
]


def meson(*arguments):
    for program in ("meson", "ninja"):
        if shutil.which(program) is None:
            raise SystemExit(
                f"{program} is not installed, and builds the C library "
                "(Debian: apt-get install gcc meson ninja-build)"
            )
    return subprocess.run(
        ["meson", *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def version():
    return json.loads(meson("introspect", "--projectinfo", root / "meson.build"))["version"]


class BuildWithLibrary(build_py):
    """build_py, and the C library beside the modules."""

    def run(self):
        # What an earlier version left there would go into the wheel.
        shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()
        work = pathlib.Path(self.get_finalized_command("build").build_temp).resolve() / "meson"
        again = ["--reconfigure"] if (work / "build.ninja").exists() else []
        print(meson("setup", *again, work, root, *options))
        print(meson("compile", "-C", work))
        target = pathlib.Path(self.build_lib) / "chiso"
        built = sorted(
            path
            for path in (work / "lib").iterdir()
            if path.is_file() and path.name.startswith("libchiso.")
        )
        shared = [path for path in built if ".so" in path.name or path.suffix in (".dylib", ".dll")]
        name = {".dylib": "libchiso.0.dylib", ".dll": "libchiso.dll"}.get(
            shared[0].suffix, "libchiso.so.0"
        )
        shutil.copyfile(shared[0], target / name)
        (target / "_version.txt").write_text(version() + "\n", encoding="utf-8")


class WheelForAnyPython(bdist_wheel):
    """A wheel for this platform, and for every Python on it: ctypes needs no compiled module."""

    def get_tag(self):
        return "py3", "none", sysconfig.get_platform().replace("-", "_").replace(".", "_")


class WithLibrary(Distribution):
    """A package that belongs to a platform."""

    def has_ext_modules(self):
        return True


setup(
    version=version(),
    distclass=WithLibrary,
    cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": WheelForAnyPython},
)
