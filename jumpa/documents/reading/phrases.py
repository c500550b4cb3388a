"""Words that end a phrase in running text, and spelling in running letters."""

import re

_SMALL = frozenset({"dan", "di", "ke", "dari", "pada", "untuk", "dengan", "yang", "serta", "atau"})
_KEPT = re.compile(
    r"(?:rsud|rsu|rs|upt|uptd|pt|cv|bpjs|kpu|bawaslu|bpbd|bkpsdm|bappeda|dprd|pkk|kb|pp|pa|tni|polri"
    r"|bps|bnn|bkn|bumd|pdam|smp|sma|smk|sd|sdn|smpn|sman|smkn|min|mtsn|man|ikip|stkip|stie|poltekkes"
    r"|ukm|kkp|idi|ibi|ppni|pgri|korpri|kadin|mui|fkub|baznas|bri|bni|bca|btn|bpr|bpd|ii|iii|iv|vi"
    r"|vii|viii|ix|ntt|ntb|dki|diy|pupr|lpmp|bpmp|bptd|kppn|kpp|lp|lpp|ldii|nu|pmi|asn|sdm|ri|ti"
    r"|rt|rw|ipdn|un|iain|uin|koni|hipmi|apindo|pln|tvri|rri|kua|tcm|vip|oic|ict|usb|tp|ppk|plt|plh)"
)


def running_line(text: str) -> str:
    """Capitals as running letters: ``DINAS PENDIDIKAN DAN KEBUDAYAAN`` is a name of four words.

    What is not mostly capitals is left as it is.
    """
    words = text.split()
    capitals = sum(word.isupper() and len(word) > 3 for word in words)
    if capitals * 2 < len(words) or capitals == 0:
        return text
    return " ".join(_word(word, index) for index, word in enumerate(words))


def _word(word: str, index: int) -> str:
    low = word.lower()
    bare = low.strip(".,()/\"'")
    if _KEPT.fullmatch(bare) or not re.search("[aeiou]", bare):
        return word
    if bare in _SMALL and index:
        return low
    return "".join(part.capitalize() for part in re.split(r"([-(/\"])", low))
