"""Crawls in shares: dealt to nodes, taken from one that died, merged, and judged as one."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from backlinks_web import claim
from commands import LINKCRAWL, linkcrawl
from crawling import crawl, judgement
from demo_promises import EXPECTED
from mail_server import Mailbox, mail_server
from test_crawl_doubts import OPERATOR, PARTNERS, WEB
from test_crawl_small import CONFIG, agree, respond
from test_scrapyd import LOGIN, QUICK, Scrapyd, scrapyd

from linkcrawl.claims import Claim
from linkcrawl.dealing import Dealing
from linkcrawl.demo.demo_web import demo_web
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Respond, Response, html_response
from linkcrawl.demo.workspace import write_demo_workspace
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import open_existing
from linkcrawl.urls import domain_of
from linkcrawl.vocabulary import State

OWN = "oakandember.example"
CLAIMED = (
    "http://www.oldovenforum.example/t/1802",
    "http://www.stonebakedirect.example/compare/oak-and-ember",
    "http://www.bramblecourt.example/teachers/",
)
NODES = ("http://a", "http://b", "http://c")


def having(dealing: Dealing, node: str) -> list[int]:
    return [share.shard.number for share in dealing.waiting(node)]


def test_each_share_is_dealt_to_one_node_and_always_to_the_same() -> None:
    first, again = Dealing(NODES, 8), Dealing(NODES, 8)

    dealt = {node: having(first, node) for node in NODES}
    assert dealt == {"http://a": [1, 4, 7], "http://b": [2, 5, 8], "http://c": [3, 6]}
    assert dealt == {node: having(again, node) for node in NODES}


def test_the_shares_of_a_node_that_is_given_up_go_to_the_others() -> None:
    dealing = Dealing(NODES, 8)
    for share in dealing.waiting("http://b"):
        share.job = f"job {share.shard}"
    dealing.settle(dealing.shares[1], done=True)

    dealing.give_up("http://b")

    assert having(dealing, "http://a") == [1, 4, 5, 7]
    assert having(dealing, "http://c") == [3, 6, 8]
    assert not dealing.is_wanted("http://b", "job 5/8")


def test_a_share_that_is_cut_short_stays_where_it_is_until_it_is_left() -> None:
    dealing = Dealing(NODES, 1)
    for attempt in range(3):
        (share,) = dealing.waiting("http://a")
        share.job = f"job {attempt}"
        assert dealing.ended("http://a", {share.job}) == []
        assert dealing.ended("http://a", set()) == [share]
        dealing.settle(share, done=False)

    assert dealing.is_over
    assert dealing.failed == [share]


def test_without_a_node_nothing_is_waited_for() -> None:
    dealing = Dealing(NODES, 4)
    for node in NODES:
        dealing.give_up(node)

    assert dealing.is_over
    assert len(dealing.failed) == 4


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ('run = "report"\nshards = 4', "schedule.1.shards: found 4; accepted: none, but for"),
        (
            'run = "partners"\narguments = { shard = "1/2" }\nshards = 4',
            "schedule.1.shards: found 4; accepted: none beside the argument shard",
        ),
        ('run = "own"\nshards = 4', "schedule: found shards and no node; accepted: [[nodes]]"),
        (
            'run = "own"\n[[nodes]]\nurl = "10.0.0.2"\nworkspace = "/srv"',
            "nodes.1.url: found '10.0.0.2'; accepted: the address of a scrapyd",
        ),
    ],
)
def test_what_can_not_be_dealt_is_one_line(tmp_path: Path, entry: str, line: str) -> None:
    assert linkcrawl("init", "--workspace", tmp_path).code == 0
    toml = tmp_path / "linkcrawl.toml"
    toml.write_text(f'{toml.read_text()}\n[[schedule]]\nat = "0 4 * * *"\n{entry}\n')

    ran = linkcrawl("schedule", "--workspace", tmp_path)

    assert ran.code == 2
    (said,) = ran.error_lines
    assert line in said


class Stuck:
    """A web that answers a few requests, and the next ones when it is released."""

    def __init__(self, web: Respond, answers: int) -> None:
        self._web = web
        self._left = answers
        self._lock = threading.Lock()
        self.reached = threading.Event()
        self.released = threading.Event()

    def __call__(self, request: Request) -> Response | None:
        with self._lock:
            self._left -= 1
        if self._left < 0:
            self.reached.set()
            self.released.wait()
        return self._web(request)


def dealt_workspace(folder: Path, nodes: Sequence[tuple[str, Path]]) -> Path:
    write_demo_workspace(folder, date.today())
    toml = folder / "linkcrawl.toml"
    lines = [
        toml.read_text("utf-8"),
        '[[schedule]]\nrun = "partners"\nat = "0 4 * * *"\nshards = 5',
        '[[schedule]]\nrun = "backlinks"\nat = "0 4 * * *"\nshards = 2',
        '[[schedule]]\nname = "due"\nrun = "partners"\nat = "0 4 * * *"\nshards = 1',
        'arguments = { due = "1" }',
    ]
    lines += [
        f'[[nodes]]\nurl = "{url}"\nworkspace = "{path}"\npatience = 0' for url, path in nodes
    ]
    toml.write_text("\n".join(lines), "utf-8")
    return folder


def deal(workspace: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*LINKCRAWL, "schedule", "deal", name, "--workspace", workspace],
        env={**os.environ, **LOGIN},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def visited(workspace: Path, spider: str, after: int) -> set[str]:
    """The sites of which a spider asked for pages in the crawls after the *after*-th."""
    with open_existing(workspace / "linkcrawl.db") as db:
        rows = db.execute(
            "select domain from visit join crawl on crawl.id = crawl_id"
            " join page on page.id = page_id join site on site.id = site_id"
            " where spider = ? and crawl_id > ?",
            (spider, after),
        )
        return {domain for (domain,) in rows}


def make_due(workspace: Path, partner: str) -> None:
    """Let only the agreements of a partner be due today."""
    with open_existing(workspace / "linkcrawl.db") as db, db.atomic():
        db.execute(
            "update next_check set due = iif(agreement like ? || '/%', ?, '')",
            (partner, date.today().isoformat()),
        )


def states(workspace: Path) -> dict[tuple[str, str, str], tuple[object, ...]]:
    """What is true of each side of each agreement, and how that is known."""
    return {
        (one.agreement.name, side, check.promise.page): (
            check.state, check.fetch, check.presence, check.target, check.credit, check.placement,
        )
        for one in judgement(workspace).agreements
        for side, check in (("theirs", one.theirs), ("ours", one.ours))
        if check
    }  # fmt: skip


def test_nodes_together_find_what_one_machine_finds_though_one_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCRAWL_BROWSER", QUICK["LINKCRAWL_BROWSER"])
    write_demo_workspace(tmp_path / "single", date.today())
    paths = [tmp_path / f"node-{number}" for number in range(3)]
    web = demo_web()
    stuck = Stuck(web, answers=6)
    with ExitStack() as stack:
        crawl(tmp_path / "single", stack.enter_context(serve(web)).url)
        nodes: list[Scrapyd] = []
        for path in paths:
            write_demo_workspace(path, date.today())
            if nodes:
                copytree(nodes[0].data / "eggs", path / "scrapyd" / "eggs")
            proxy = stack.enter_context(serve(stuck if len(nodes) == 1 else web)).url
            proxies = {"http_proxy": proxy, "https_proxy": proxy}
            nodes.append(stack.enter_context(scrapyd(path, {**proxies, **QUICK})))
            if len(nodes) == 1:
                assert nodes[0].deploy("1").code == 0
        # A node whose answers are waited for can't be ended before they have come.
        stack.callback(stuck.released.set)
        urls = [f"http://127.0.0.1:{node.port}" for node in nodes]
        main = dealt_workspace(tmp_path / "main", list(zip(urls, paths, strict=True)))
        with deal(main, "partners") as dealer:
            assert stuck.reached.wait(timeout=200)
            os.killpg(nodes[1].process.pid, signal.SIGKILL)
            said, _ = dealer.communicate()
        judged = states(main)
        with open_existing(main / "linkcrawl.db") as db:
            outcomes = [one.outcome for one in crawls(db)]
        claim(main, *(Claim(OWN, domain_of(url), url, f"http://{OWN}/") for url in CLAIMED))
        make_due(main, "millstonelane.example")
        with deal(main, "backlinks") as backlinks, deal(main, "due") as due:
            later = [dealer.communicate()[0] for dealer in (backlinks, due)]

    assert dealer.returncode == 0, said
    assert f"{urls[1]}: ConnectionError; given up, its shares go to others" in said
    assert judged == states(tmp_path / "single")
    found = {(name.split("/")[0], page): state[0] for (name, _, page), state in judged.items()}
    live = [e for e in EXPECTED if e.first.state is State.LIVE and not e.rendered]
    assert {found[domain_of(e.partner), e.page] for e in live} == {State.LIVE}
    # What the dead node had begun is kept for what it is.
    assert outcomes.count("finished") == 5
    assert set(outcomes) == {"finished", ""}
    # What is due stands in the main database alone.
    assert (backlinks.returncode, due.returncode) == (0, 0), "".join(later)
    assert visited(main, "backlinks", after=0) == {domain_of(url) for url in CLAIMED}
    assert visited(main, "partners", after=len(outcomes)) == {"millstonelane.example", OWN}


class Lost:
    """A web whose pages are all gone from one moment to the next."""

    def __init__(self, web: Respond) -> None:
        self._web = web
        self.is_lost = False

    def __call__(self, request: Request) -> Response | None:
        return html_response("no", status=404) if self.is_lost else self._web(request)


def test_of_a_doubtful_run_of_nodes_the_operator_is_told_once_by_the_main_machine(
    tmp_path: Path,
) -> None:
    main, node, box, web = tmp_path / "main", tmp_path / "node", Mailbox(), Lost(respond(WEB))
    main.mkdir()
    write_demo_workspace(node, date.today())
    agree(main, *(f"{name},http://{name}/post" for name in PARTNERS))
    with ExitStack() as stack:
        mail = stack.enter_context(mail_server(box))
        proxy = stack.enter_context(serve(web)).url
        proxies = {"http_proxy": proxy, "https_proxy": proxy}
        machine = stack.enter_context(scrapyd(node, {**proxies, **QUICK}))
        assert machine.deploy("1").code == 0
        (main / "linkcrawl.toml").write_text(
            f'{CONFIG}[mail]\nhost = "127.0.0.1"\nport = {mail}\nsecurity = "none"\n'
            f'sender = "links@own.example"\n'
            f'[[mail.recipients]]\naddress = "{OPERATOR}"\nrole = "operator"\n'
            '[[schedule]]\nrun = "partners"\nat = "0 4 * * *"\nshards = 1\n'
            f'[[nodes]]\nurl = "http://127.0.0.1:{machine.port}"\nworkspace = "{node}"\n'
        )
        said, codes = [], []
        for web.is_lost in (False, True):
            with deal(main, "partners") as dealer:
                said.append(dealer.communicate()[0])
            codes.append(dealer.returncode)

    assert codes == [0, 1], said
    (message,) = box.taken
    assert message["To"] == OPERATOR, said
    assert "Not one page could be read" in " ".join(message.get_content().split())
    assert len(judgement(main).doubtful) == 1
