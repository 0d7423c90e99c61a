"""``python -m safar.cli``."""

from . import main

main()
