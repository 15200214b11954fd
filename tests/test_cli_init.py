"""linkcrawl init: a workspace to begin with."""

from __future__ import annotations

from pathlib import Path

from commands import LINKCRAWL, SCRAPY, linkcrawl, process

from linkcrawl.workspace import load_workspace

FILES = ("linkcrawl.toml", "agreements.csv", "scrapy.cfg", "datasette.yaml")


def test_it_writes_a_workspace_that_can_be_used_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "workspace"

    ran = linkcrawl("--workspace", folder, "init")

    assert ran.code == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert load_workspace(folder).problems == ()
    assert all(f"{folder / name}: written" in ran.out for name in FILES)


def test_it_leaves_what_is_there_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "agreements.csv"
    mine.write_text("partner\nmine.example\n", "utf-8")

    ran = linkcrawl("init", "--workspace", tmp_path)

    assert ran.code == 0
    assert f"{mine}: left as it is" in ran.out
    assert mine.read_text("utf-8") == "partner\nmine.example\n"


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    ran = linkcrawl("init", "--workspace", file)

    assert ran.code == 2
    assert f"{file}: File exists" in ran.err


def test_scrapy_knows_the_spiders_in_a_new_workspace(tmp_path: Path) -> None:
    process([*LINKCRAWL, "init"], tmp_path)

    ran = process([*SCRAPY, "list"], tmp_path)

    assert ran.code == 0
    assert {"own", "partners"} <= set(ran.out.split())


def test_the_workspace_is_found_by_option_then_environment_then_folder(tmp_path: Path) -> None:
    for name in ("option", "environment", "here"):
        (tmp_path / name).mkdir()
    environment = {"LINKCRAWL_WORKSPACE": str(tmp_path / "environment")}

    process([*LINKCRAWL, "--workspace", "../option", "init"], tmp_path / "here", environment)
    process([*LINKCRAWL, "init"], tmp_path / "here", environment)

    assert (tmp_path / "option" / "linkcrawl.toml").exists()
    assert (tmp_path / "environment" / "linkcrawl.toml").exists()
    assert not (tmp_path / "here" / "linkcrawl.toml").exists()
    process([*LINKCRAWL, "init"], tmp_path / "here")
    assert (tmp_path / "here" / "linkcrawl.toml").exists()
