"""Keywords are found in any inflection, spelling and order, and nothing else is."""

import pytest

from linkcrawl.classify.keywords import Keywords
from linkcrawl.classify.tokens import tokenise
from linkcrawl.classify.word_lists import language_of


def match(keyword, text, language):
    found = Keywords([keyword]).match(tokenise(text).folded, language_of(language))
    return found and found.type.value


@pytest.mark.parametrize(
    ("language", "keyword", "text", "expected"),
    [
        ("en", "bakery", "Bakeries", "exact_match"),
        ("en", "knife", "knives", "exact_match"),
        ("de", "Pizzaofen", "Pizzaöfen", "exact_match"),
        ("de", "Pizzaofen", "Pizza-Ofen", "exact_match"),
        ("de", "Pizzaofen", "Pizza Öfen", "exact_match"),
        ("de", "Pizza Ofen", "Pizzaofen", "exact_match"),
        ("de", "Pizzaöfen", "Pizzaoefen", "exact_match"),
        ("de", "Hochzeit Kleid", "Hochzeitskleider", "exact_match"),
        ("de", "Pizzaofen", "Holzpizzaofen", "phrase_match"),
        ("de", "Pizzaofen", "Pizzaofen-Zubehör", "phrase_match"),
        ("de", "Fahrrad kaufen", "gute Fahrräder günstig kaufen", "partial_match"),
        ("fr", "huile d'olive", "l\u2019huile d\u2019olive", "phrase_match"),
        ("fr", "huile d'olive", "Huiles d'olive", "exact_match"),
        ("fr", "huile d'olive bio", "huile bio", "partial_match"),
        ("fr", "four à pizza", "fours a pizzas", "exact_match"),
        ("es", "jamón ibérico", "jamones ibericos", "exact_match"),
        ("es", "horno de leña", "hornos de leña baratos", "phrase_match"),
        ("it", "forno per pizza", "il forno per pizza", "phrase_match"),
        ("it", "forno per pizza", "forni per pizze", "exact_match"),
        ("it", "olio d'oliva", "l'olio d'oliva", "phrase_match"),
        ("pt", "cartão de crédito", "cartões de crédito", "exact_match"),
        ("pt", "hotel no Porto", "hotéis no Porto", "exact_match"),
        ("nl", "pizzaoven", "pizzaovens", "exact_match"),
        ("nl", "pizzaoven", "Pizza oven", "exact_match"),
        ("nl", "houten vloer", "houten vloeren", "exact_match"),
        ("", "Fahrrad", "Fahrräder", "exact_match"),
        ("ja", "ピザ窯", "ピザ窯", "exact_match"),
        ("ja", "ピザ窯", "家庭用ピザ窯の作り方", "phrase_match"),
        ("he", "תנור פיצה", "תנור פיצה", "exact_match"),
        ("ar", "فرن بيتزا", "فُرن بيتزا", "exact_match"),
        ("hi", "पिज़्ज़ा ओवन", "पिज़्ज़ा ओवन", "exact_match"),
        ("ko", "피자 오븐", "피자 오븐", "exact_match"),
    ],
)
def test_keyword_in_a_language(language, keyword, text, expected):
    assert match(keyword, text, language) == expected


@pytest.mark.parametrize("wrong_language", ["en", "fr", "xx", ""])
def test_inflection_is_seen_through_a_wrong_language_code(wrong_language):
    assert match("Fahrrad", "Fahrräder", wrong_language) == "exact_match"


def test_short_stems_of_another_language_are_no_match():
    assert match("pasta", "paste", "en") is None


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("pizza oven", "pizza"),
        ("wood-fired garden oven", "garden oven"),
        ("car insurance", "car hire"),
        ("straw hat", "straw bales"),
        ("organic wine", "wine organisation of Bath"),
        ("oven", "over"),
    ],
)
def test_too_little_of_a_keyword_is_no_match(keyword, text):
    assert match(keyword, text, "en") is None
    assert match(keyword, text, "") is None


def test_the_nearest_of_several_keywords_is_named():
    keywords = Keywords(["garden oven for pizza", "pizza oven", "oven"])
    found = keywords.match(["pizza", "ovens"], "en")
    assert found.keyword == "pizza oven"
