"""Benchmarks: how fast scheduling answers with years of bookings. See README.md beside this."""
