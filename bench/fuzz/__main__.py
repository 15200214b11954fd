"""Try a reader with inputs that are bred by what they reach in its code.

``python -m bench.fuzz page --seconds 60`` begins with the seeds of the target and says how many
inputs were tried and what was found; an input that broke something is left in the folder
``--found``, and ``python -m bench.fuzz page FILE`` tries it again. The fuzzer is atheris, which
is installed by ``pip install --group fuzz``; to try a file again it is not needed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

_EXECUTIONS = re.compile(r"stat::number_of_executed_units: +(\d+)")
_COVERED = re.compile(r"\bcov: (\d+)")
_LONGEST = 16 * 1024


def main() -> int:
    """Fuzz one target, or try files again; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("target")
    parser.add_argument("files", nargs="*", type=Path, help="inputs to try again")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what is worth keeping")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    told, others = parser.parse_known_args()
    if told.inside:
        return _inside(told.target, others)
    if told.files:
        return _again(told.target, told.files)
    with TemporaryDirectory() as folder:
        return _fuzz(told.target, told.seconds, told.corpus or Path(folder), told.found)


def _again(name: str, files: list[Path]) -> int:
    from bench.fuzz.targets import TARGETS

    for file in files:
        TARGETS[name].check(file.read_bytes())
        print(f"{file}: fine")
    return 0


def _fuzz(name: str, seconds: int, corpus: Path, found: Path) -> int:
    from bench.fuzz.targets import TARGETS

    target = TARGETS[name]
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    words = found / f".{name}.words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "ascii")
    before = set(found.iterdir())
    command = [
        sys.executable, "-m", "bench.fuzz", name, "--inside", str(corpus), f"-dict={words}",
        f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-artifact_prefix={found}/{name}-",
        "-timeout=25", "-rss_limit_mb=2000", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    run = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    words.unlink()
    new = sorted(set(found.iterdir()) - before - {words})
    tried, covered = _EXECUTIONS.search(run.stderr), _COVERED.findall(run.stderr)
    kept = sum(1 for _ in corpus.iterdir())
    print(
        f"{name}: {seconds} s at most, {int(tried[1]) if tried else 0:,} inputs tried,"
        f" {covered[-1] if covered else 0} branches reached, {kept:,} inputs kept,"
        f" found: {', '.join(map(str, new)) or 'nothing'}"
    )
    if run.returncode:
        print(_why(run.stderr))
    return 1 if run.returncode else 0


def _why(said: str) -> str:
    """Of all that the fuzzer said, the error and where it was."""
    return "".join(said.partition(" === Uncaught")[1:])[:3_000] or said[-3_000:]


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'\\"' else f"\\x{byte:02x}"
        for byte in word.encode("utf-8", "surrogatepass")
    )


def _inside(name: str, arguments: list[str]) -> int:
    """In a process of its own, which the fuzzer ends as it likes."""
    import atheris

    with atheris.instrument_imports(include=["linkcrawl", "protego", "w3lib", "tldextract"]):
        from bench.fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name].check)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
