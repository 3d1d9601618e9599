"""`python -m comparison` is `tier-compare`."""

from comparison.cli import main

if __name__ == "__main__":
    main()
