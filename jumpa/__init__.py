"""Jumpa: a city's video-conference service, run by its written SOP."""
