"""A folder is replaced whole or not at all, also after a run that was killed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from scripts.replace import alone, replacing


def test_new_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "build"
    target.mkdir()
    (target / "oud").touch()
    with replacing(target) as fresh:
        (fresh / "nieuw").touch()
        assert (target / "oud").exists()
    assert [path.name for path in target.iterdir()] == ["nieuw"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build"]


def test_failure_leaves_the_old_folder(tmp_path: Path) -> None:
    target = tmp_path / "build"
    target.mkdir()
    (target / "oud").touch()

    def run() -> None:
        with replacing(target) as fresh:
            (fresh / "half").touch()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run()
    assert [path.name for path in target.iterdir()] == ["oud"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build"]


def test_a_killed_run_is_cleared_up_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".build-half").mkdir()
    previous = tmp_path / ".build-vorige"
    previous.mkdir()
    (previous / "oud").touch()
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "build"):
        raise ZeroDivisionError
    assert (tmp_path / "build" / "oud").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build"]


def test_two_runs_at_once_wait_for_each_other(tmp_path: Path) -> None:
    target = tmp_path / "build"
    inside: list[int] = []
    most: list[int] = []

    def run(number: int) -> None:
        with alone(tmp_path), replacing(target) as fresh:
            inside.append(number)
            most.append(len(inside))
            (fresh / str(number)).touch()
            inside.remove(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(list(target.iterdir())) == 1
