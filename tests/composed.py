"""The services of deploy/compose.yaml as containers of an image that was built here."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from container import PROJECT, Image, running
from loopback import free_port
from seccomp import compiled

DEPLOY = PROJECT / "deploy"
_VARIABLE = re.compile(r"\$\{(\w+):-([^}]*)\}")
# Inside of containers everybody has a port 6800; here others run at the same time.
_PORTS = ("6800", "1025", "8000")


def composition(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What compose.yaml says, with the variables of *environment* put in."""
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    said = environment or {}
    found: dict[str, Any] = yaml.safe_load(_VARIABLE.sub(lambda m: said.get(m[1], m[2]), text))
    return found


def try_environment() -> dict[str, str]:
    """The variables of try.env."""
    lines = (DEPLOY / "try.env").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Composed:
    """The services, with their volumes and secrets in *folder*."""

    image: Image
    folder: Path
    services: Mapping[str, Any]
    ports: Mapping[str, str]

    def volume(self, name: str) -> Path:
        """Where a volume is on this machine; it begins as what the image has there."""
        path = self.folder / "volumes" / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    @contextmanager
    def up(self, name: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """A service that runs until the block ends."""
        service = self.services[name]
        with (self.folder / "seccomp").open("rb") as profile:
            words = [*self._container(service, environment, profile.fileno())]
            words += [*self.image.entrypoint, *map(self._here, service["command"])]
            with running(words, [profile.fileno()]) as process:
                yield process

    def ask(self, name: str, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a container of a service, to its end."""
        with (self.folder / "seccomp").open("rb") as profile:
            words = self._container(self.services[name], environment, profile.fileno())
            return subprocess.run(
                [*words, *map(self._here, command)],
                capture_output=True,
                text=True,
                pass_fds=[profile.fileno()],
                check=False,
            )

    def is_well(self, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Do what the engine does to know the health of a service."""
        check = self.services[name].get("healthcheck")
        return self.ask(
            name, *(check["test"][1:] if check else self.image.healthcheck), **environment
        )

    def _container(
        self, service: Mapping[str, Any], environment: Mapping[str, str], profile: int
    ) -> list[str | Path]:
        options: list[str | Path] = ["--seccomp", str(profile)]
        for volume in service["volumes"]:
            name, _, path = volume.partition(":")
            options += ["--bind", self.volume(name), path]
        for name in service.get("secrets", ()):
            options += ["--ro-bind", self.folder / "secrets" / name, f"/run/secrets/{name}"]
        for mount in service["tmpfs"]:
            options += ["--tmpfs", mount.partition(":")[0]]
        if service["read_only"]:
            options += ["--remount-ro", "/"]
        said = {name: self._here(value) for name, value in service.get("environment", {}).items()}
        own = {"SCRAPYD_BIND_ADDRESS": "127.0.0.1", "SCRAPYD_HTTP_PORT": self.ports["6800"]}
        return self.image.sandbox(options, {**own, **said, **environment})

    def _here(self, text: str) -> str:
        """A word of compose.yaml with the ports and the address that are free here."""
        for port, free in self.ports.items():
            text = re.sub(rf"\b{port}\b", free, text)
        return text.replace("0.0.0.0:", "127.0.0.1:")


def compose(image: Image, folder: Path, password: str) -> Composed:
    """The services as try.env has them, none of them up."""
    said = composition(try_environment())
    composed = Composed(image, folder, said["services"], {p: str(free_port()) for p in _PORTS})
    hosts = "".join(f"127.0.0.1 {name}\n" for name in ("localhost", *composed.services))
    image.inside("/etc/hosts").write_text(hosts)
    told = image.inside("/opt/linkcrawl/deploy/try.toml")
    told.write_text(composed._here(told.read_text("utf-8")))
    for name in said["secrets"]:
        path = folder / "secrets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{password}\n" if name == "scrapyd-password" else "")
    compiled(DEPLOY / "seccomp.json", folder / "seccomp")
    return composed
