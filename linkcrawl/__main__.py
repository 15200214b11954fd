"""``python -m linkcrawl``: the command line where no script is installed."""

from linkcrawl.cli import main

main(prog_name="linkcrawl")
