"""The page of a task: all that was decided, the letter beside it, the forms of its kind."""
