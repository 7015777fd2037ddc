"""`python -m smo_lint` is `smo-lint`."""

import sys

from smo_lint.cli import main

if __name__ == "__main__":
    sys.exit(main())
