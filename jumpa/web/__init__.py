"""The face: base templates, components, menu, home page, error pages, and the sample office.

In: an HttpRequest. Out: pages that work without JavaScript and on a phone.
"""
