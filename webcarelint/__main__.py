"""`python -m webcarelint` is `webcarelint`."""

from webcarelint.cli import main

if __name__ == "__main__":
    main()
