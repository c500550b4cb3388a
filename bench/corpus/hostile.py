"""Files that mean harm, and what they are answered with."""


def show() -> None:
    """Print the table."""
