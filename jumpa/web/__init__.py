"""The face: base templates, components, navigation, home per office, error pages.

In: an HttpRequest. Out: pages that work without JavaScript and on a phone.
"""
