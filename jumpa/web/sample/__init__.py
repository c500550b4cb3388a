"""The sample office: fictional people, rooms and requests, so that a newcomer sees life.

In comes nothing, out go rows made by the same forms and actions as the pages use. Only in sample
mode. The data stand in the TOML files beside this one.
"""
