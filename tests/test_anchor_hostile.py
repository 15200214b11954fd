"""Anchors come from strangers: no text may break the classifier or buy much work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.classify.anchor import AnchorAnswer, AnchorClassifier, AnchorTerms
from linkcrawl.classify.tokens import LONGEST, MOST_WORDS, tokenise
from linkcrawl.vocabulary import AnchorType

TERMS = AnchorTerms(("Oak & Ember",), ("pizza oven",))
CLASSIFIER = AnchorClassifier({"oakandember.com": TERMS})
MEGABYTE = 1_000_000

texts = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "oak",
                "&",
                "ember",
                "pizza",
                "ovens",
                "www.",
                ".com",
                "l'",
                "...",
                "\u200b",
                "烤",
                "\u0301",
            ]
        ),
        max_size=30,
    ).map(" ".join),
)
urls = st.one_of(
    st.sampled_from(
        ["", "//", "http://", "https://oakandember.com/ovens", "https://x.com/@jo", "mailto:a@b.c"]
    ),
    st.text(max_size=40).map(lambda text: f"https://oakandember.com/{text}"),
    st.text(max_size=40).map(lambda text: f"https://{text}/"),
    st.text(max_size=20),
)


@given(texts, st.none() | texts, texts, urls, st.sampled_from(["", "en", "de-AT", "zz", "\ud800"]))
def test_any_text_has_a_type_and_a_reason(text, alt, label, url, language):
    titles = ("Choosing an oven | Oak & Ember", label)
    answer = CLASSIFIER.classify(text, alt, label, url, language, titles)
    assert answer.type in AnchorType
    assert answer.reason
    assert (answer.image_alt_type is not None) == (answer.type is AnchorType.IMAGE)


@given(texts)
def test_only_texts_without_anything_to_see_are_empty_or_an_image(text):
    answer = CLASSIFIER.classify(text, None, "", "https://oakandember.com/ovens")
    with_image = CLASSIFIER.classify(text, "", "", "https://oakandember.com/ovens")
    assert (answer.type is AnchorType.EMPTY) == (with_image.type is AnchorType.IMAGE)


@pytest.mark.parametrize(
    "piece",
    [
        "oak & ",
        "pizza oven ",
        "a.",
        "www.",
        "烤",
        "l'",
        "\u0301",
        "»",
        "\u200b",
        "{}",
        "%41",
        "\ufdfa",
    ],
)
def test_work_for_a_long_text_is_bounded(piece):
    tokens = tokenise(piece * (MEGABYTE // len(piece)))
    # One character of NFKC's worst case becomes 18.
    assert len(tokens.text) <= 18 * LONGEST
    assert len(tokens.folded) <= MOST_WORDS


def test_long_texts_are_typed_by_their_beginning():
    url = "https://oakandember.com/ovens"
    long = CLASSIFIER.classify("pizza oven " * 100_000, None, "", url, "en")
    assert long.type is AnchorType.PHRASE_MATCH


def test_what_is_remembered_does_not_grow_without_bound():
    classifier = AnchorClassifier()

    def answer(number: int) -> AnchorAnswer:
        return classifier.classify(f"text {number}", None, "", "https://oakandember.com/", "en")

    before = {number: (answer(number), answer(number))[1] for number in range(17_000)}

    assert answer(16_999) is before[16_999]
    assert answer(0) is not before[0]
    assert answer(0) == before[0]
