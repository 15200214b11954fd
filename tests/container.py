"""An image and its containers without an engine: deploy/Dockerfile, carried out in a sandbox.

bubblewrap gives what an engine gives: a root of its own, a user without rights, system calls
that are refused. /usr is this machine's, so the packages of the image have to be installed here.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import site
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import Template

import dockerfile

PROJECT = Path(__file__).parent.parent
DOCKERFILE = PROJECT / "deploy" / "Dockerfile"
# What /etc has that programs in /usr need.
_ETC = (
    "alternatives", "chromium", "chromium.d", "fonts", "ld.so.cache", "login.defs",
    "nsswitch.conf", "ssl",
)  # fmt: skip
_USER = 10001
_PACKAGES = "/packages"
_SYSTEM = ("bin", "lib", "lib64", "sbin")


@dataclass(slots=True)
class Image:
    """A root folder, and what the Dockerfile says of the containers that are made of it."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": "/usr/bin:/usr/sbin"})
    folder: str = "/"
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    healthcheck: tuple[str, ...] = ()
    user: str = ""

    def copy(self, root: Path) -> Image:
        """The next stage, built on this one."""
        shutil.copytree(self.root, root, symlinks=True)
        return replace(self, root=root, environment=dict(self.environment))

    def inside(self, path: str) -> Path:
        """Where a path of the image is on this machine."""
        return self.root / Path("/", self.folder, path).relative_to("/")

    def sandbox(
        self, options: Sequence[str | Path] = (), environment: Mapping[str, str] | None = None
    ) -> list[str | Path]:
        """What a command is put behind to run in a container of this image."""
        said = {**self.environment, **(environment or {})}
        return [
            *("bwrap", "--bind", self.root, "/", "--ro-bind", "/usr", "/usr"),
            # Programs that did not come with Debian are not in the image.
            *("--tmpfs", "/usr/local"),
            *("--ro-bind", site.getsitepackages()[0], _PACKAGES),
            *("--proc", "/proc", "--dev", "/dev", "--die-with-parent", "--new-session"),
            *("--unshare-user", "--unshare-pid", "--unshare-ipc", "--as-pid-1"),
            *("--uid", str(_USER), "--gid", str(_USER), "--clearenv"),
            *(word for pair in said.items() for word in ("--setenv", *pair)),
            *options,
            *("--chdir", self.folder, "--"),
        ]


def build(folder: Path) -> Image:
    """Carry out the Dockerfile, instruction by instruction; the last stage is the image."""
    stages = {"debian:12-slim": Image(_debian(folder / "debian"))}
    image = stages["debian:12-slim"]
    for at, step in enumerate(dockerfile.parse_file(str(DOCKERFILE))):
        if step.cmd == "FROM":
            image = stages[step.value[0]].copy(folder / str(at))
            stages[step.value[-1]] = image
        else:
            _INSTRUCTIONS[step.cmd](image, step, stages)
    return image


def _debian(root: Path) -> Path:
    """The files of Debian that are not in /usr."""
    (root / "etc").mkdir(parents=True)
    for name in _ETC:
        path = Path("/etc") / name
        if path.is_dir():
            shutil.copytree(path, root / "etc" / name, symlinks=True)
        elif path.exists():
            shutil.copy(path, root / "etc" / name)
    for name in ("passwd", "group", "shadow", "gshadow"):
        (root / "etc" / name).touch()
    (root / "tmp").mkdir()
    for name in _SYSTEM:
        (root / name).symlink_to(f"usr/{name}")
    return root


def _run(image: Image, step: dockerfile.Command, _: Mapping[str, Image]) -> None:
    (line,) = step.value
    if line.startswith("apt-get update"):
        _simulate(line)
    elif "--require-hashes" in line:
        _lend_packages(image)
    else:
        done = subprocess.run(
            [*image.sandbox(), "sh", "-c", line], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def _simulate(line: str) -> None:
    """Let apt say whether it knows the packages: they are installed here, so it needs no list."""
    update, install, clean = (shlex.split(part) for part in line.split("&&"))
    assert update == ["apt-get", "update"]
    assert clean == ["rm", "-rf", "/var/lib/apt/lists/*"]
    done = subprocess.run(
        [*install, "--simulate"], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    wanted = install[install.index("--no-install-recommends") + 1 :]
    subprocess.run(["dpkg-query", "--show", *wanted], check=True, capture_output=True)


def _lend_packages(image: Image) -> None:
    """In the place of what pip would fetch, the same releases as they are installed here."""
    (packages,) = image.inside("/opt/linkcrawl/lib").glob("python*/site-packages")
    (packages / "lent.pth").write_text(f"{_PACKAGES}\n")
    for name in ("scrapyd", "scrapy"):
        script = (Path(sys.executable).parent / name).read_text("utf-8")
        lent = image.inside("/opt/linkcrawl/bin") / name
        lent.write_text(f"#!/opt/linkcrawl/bin/python\n{script.partition(chr(10))[2]}")
        lent.chmod(0o755)


def _copy(image: Image, step: dockerfile.Command, stages: Mapping[str, Image]) -> None:
    *sources, target = step.value
    stage = next((flag.removeprefix("--from=") for flag in step.flags), "")
    goal = image.inside(target)
    if target.endswith("/"):
        goal.mkdir(parents=True, exist_ok=True)
    goal.parent.mkdir(parents=True, exist_ok=True)
    for source in sources:
        path = stages[stage].inside(source) if stage else PROJECT / source
        if path.is_dir():
            ignored = shutil.ignore_patterns("__pycache__") if not stage else None
            shutil.copytree(path, goal, symlinks=True, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy(path, goal)


def _env(image: Image, step: dockerfile.Command, _: Mapping[str, Image]) -> None:
    pairs = zip(step.value[::2], step.value[1::2], strict=True)
    said = {name: Template(value).substitute(image.environment) for name, value in pairs}
    image.environment |= said


def _workdir(image: Image, step: dockerfile.Command, _: Mapping[str, Image]) -> None:
    (image.folder,) = step.value
    image.inside(".").mkdir(parents=True, exist_ok=True)


def _said(name: str) -> Callable[[Image, dockerfile.Command, Mapping[str, Image]], None]:
    def keep(image: Image, step: dockerfile.Command, _: Mapping[str, Image]) -> None:
        assert step.json, f"{step.original}: a shell would be in between"
        setattr(image, name, tuple(word for word in step.value if word != "CMD"))

    return keep


def _user(image: Image, step: dockerfile.Command, _: Mapping[str, Image]) -> None:
    (image.user,) = step.value


def _nothing(image: Image, step: dockerfile.Command, _: Mapping[str, Image]) -> None:
    """It tells an engine what the image is for."""


_INSTRUCTIONS = {
    "RUN": _run,
    "COPY": _copy,
    "ENV": _env,
    "WORKDIR": _workdir,
    "USER": _user,
    "ENTRYPOINT": _said("entrypoint"),
    "CMD": _said("command"),
    "HEALTHCHECK": _said("healthcheck"),
    "VOLUME": _nothing,
    "EXPOSE": _nothing,
}


@contextmanager
def running(
    command: Sequence[str | Path], descriptors: Sequence[int] = ()
) -> Iterator[subprocess.Popen[str]]:
    """A container that runs until the block ends; then it is asked to stop, and waited for."""
    told, telling = os.pipe()
    with subprocess.Popen(
        [command[0], "--info-fd", str(telling), *command[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=[telling, *descriptors],
    ) as process:
        os.close(telling)
        with os.fdopen(told, encoding="utf-8") as said:
            first = json.load(said)["child-pid"]
        try:
            yield process
        finally:
            # An engine sends it to the first process too; one that has ended is no mistake here.
            with suppress(ProcessLookupError):
                os.kill(first, signal.SIGTERM)
            process.communicate()
