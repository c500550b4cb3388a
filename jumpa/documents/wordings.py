"""The office's wording of its letters, over the letters' own."""

from jumpa.documents.letter import letters
from jumpa.documents.models import LetterWording
from jumpa.documents.phrases import Words, own_words


def current_wording(key: str) -> LetterWording | None:
    """The version that holds now; None while the letter's own words hold."""
    return LetterWording.objects.filter(letter=key, is_current=True).first()


def words_of(key: str) -> Words:
    """What a letter of this kind says when it is issued now."""
    texts = letters[key].texts
    if not texts:
        return Words({})
    return worded(key, current_wording(key))


def worded(key: str, version: LetterWording | None) -> Words:
    """The words of a version; what it does not name, or what is gone since, is the letter's own."""
    texts = letters[key].texts
    own = dict(own_words(texts).texts)
    given = version.texts if version is not None else {}
    return Words(own | {name: text for name, text in given.items() if name in texts})
