"""The way through SRIKANDI: a letter out as .docx with its tags, the signed PDF back in.

The tags are those of its letter templates (docs/decisions/0031-numbers-and-srikandi.md). What it
numbers takes none of our numbers.
"""
