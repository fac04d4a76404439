"""``python3 -m chiso CRITERIA POINTS``: two files in, a table to publish out."""

import sys

from ._run.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
