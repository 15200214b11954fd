"""The word lists hold what they promise."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkcrawl.classify.addresses import address_of
from linkcrawl.classify.phrases import is_generic
from linkcrawl.classify.tokens import clean, fold, tokenise
from linkcrawl.classify.word_lists import GENERIC, LANGUAGES, STOP_WORDS, language_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_sixty_generic_phrases_and_its_stop_words(language):
    assert len(GENERIC[language]) >= 60
    assert len(STOP_WORDS[language]) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_generic_phrase_is_found_on_pages_of_its_language(language):
    missed = [phrase for phrase in GENERIC[language] if not is_generic(phrase.split(), language)]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_of_several_words_are_found_on_pages_of_unknown_language(language):
    several = [phrase for phrase in GENERIC[language] if " " in phrase]
    assert [phrase for phrase in several if not is_generic(phrase.split())] == []


@pytest.mark.parametrize(
    ("code", "language"),
    [("de", "de"), ("DE-at", "de"), ("pt_BR", "pt"), ("eng", ""), ("xx", ""), ("", ""), ("e", "")],
)
def test_language_code(code, language):
    assert language_of(code) == language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("S.r.l.", ["srl"]),
        ("don't", ["dont"]),
        ("dell\u2019olio", ["dell", "olio"]),
        ("Müller\u2019s", ["muller"]),
        ("wood-fired / gas", ["wood", "fired", "gas"]),
        ("Fish + Chips", ["fish", "&", "chips"]),
        ("snake_case", ["snake", "case"]),
        ("iPhone手机", ["iphone", "手", "机"]),
        ("Ærø Smørrebrød", ["aero", "smorrebrod"]),
    ],
)
def test_words_of_a_text(text, words):
    assert list(tokenise(text).folded) == words


@given(st.text(st.characters(max_codepoint=127), max_size=40))
@example("wood-fired oven's 'n' U.S. + l'huile")
def test_a_word_with_an_accent_leaves_the_others_as_they_are(text):
    assert tokenise(f"{text} é").folded == (*tokenise(text).folded, "e")


@pytest.mark.parametrize("text", ["Ünïcode", "한국어", "हिन्दी", "עִבְרִית", "ﬁne"])
def test_folding_twice_changes_nothing(text):
    assert fold(fold(clean(text))) == fold(clean(text))


@given(st.from_regex("[a-z-]{1,40}", fullmatch=True))
def test_ending_of_a_file_does_not_change_the_words_of_an_address(name):
    url = f"https://shop.example/{name}"
    assert address_of(f"{url}.html") == address_of(url)
