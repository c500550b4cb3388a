"""The parts of reading an SOP file: its values, its shape, its sense. The door is ``sop.py``."""
