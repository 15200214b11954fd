"""Which crawls a living process is at: each holds a lock that the system takes back with it."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout


def crawl_lock(database: Path, crawl_id: int) -> FileLock:
    """The lock of a crawl; acquiring it raises Timeout while another process holds it."""
    return FileLock(f"{database}.crawl-{crawl_id}.lock", timeout=0)


def is_under_way(database: Path, crawl_id: int) -> bool:
    """True while a process is at a crawl."""
    lock = crawl_lock(database, crawl_id)
    if not Path(lock.lock_file).exists():
        return False
    try:
        with lock:
            return False
    except Timeout:
        return True
