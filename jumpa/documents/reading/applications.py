"""Names of video-conference applications in running text."""

import re

_NAMES = {
    "zoom": r"zoom(?:\s?meetings?|\s?cloud\s?meeting)?",
    "meet": r"google\s?meet|g-?\s?meet",
    "teams": r"(?:microsoft|ms\.?)\s?teams?",
    "webex": r"(?:cisco\s?)?webex",
    "jitsi": r"jitsi(?:\s?meet)?",
    "lain": r"skype|cloudx|bigbluebutton|umeetme|lifesize|gotomeeting|whereby|whatsapp\s?call",
}
NAME = re.compile(
    r"(?<![\w.@/-])(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _NAMES.items()) + r")(?![\w@/-])",
    re.IGNORECASE,
)
ONLINE_ONLY = re.compile(
    r"(?:\W|secara|via|melalui|media|aplikasi|daring|online|on\s?line|virtual|video|conference"
    r"|teleconference|vicon|link|terlampir|meetings?|masing-masing|menyusul|dan|atau"
    r"|" + "|".join(_NAMES.values()) + r")+",
    re.IGNORECASE,
)
"""A "place" that is no place."""


def applications_in(text: str) -> list[str]:
    """Keys of the applications that the text names, each once, in their order."""
    keys = [match.lastgroup or "" for match in NAME.finditer(text)]
    return list(dict.fromkeys(keys))
