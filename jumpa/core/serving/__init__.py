"""What ``manage.py serve`` is made of: one run per folder, its port, its child processes."""
