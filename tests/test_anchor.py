"""What kind of text is clicked: the table is the specification."""

import pytest

from linkcrawl.classify.anchor import AnchorClassifier, AnchorTerms, classify_anchor
from linkcrawl.vocabulary import AnchorType

URL = "https://www.oakandember.example/ovens/"
TERMS = AnchorTerms(
    brands=("Oak & Ember",),
    keywords=("pizza oven", "wood-fired garden oven", "best oven for pizza"),
)
BRANDS_ONLY = AnchorTerms(brands=("Oak & Ember",))


def kind(text, url=URL, terms=TERMS, language="en", alt=None, label=""):
    return classify_anchor(text, alt, label, url, terms, language).type.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.oakandember.example/ovens/", "naked_url"),
        ("oakandember.example", "naked_url"),
        ("OakAndEmber.example", "naked_url"),
        ("www.oakandember.example/…", "naked_url"),
        ("https://oakandember.example/ov...", "naked_url"),
        ("(www.oakandember.example)", "naked_url"),
        ("visit www.oakandember.example", "naked_url"),
        ("http://other.example/", "naked_url"),
        ("info@oakandember.example", "descriptive"),
        ("Oak & Ember", "brand"),
        ("OAK AND EMBER", "brand"),
        ("oakandember", "brand"),
        ("Oak-Ember", "brand"),
        ("Öak & Émber", "brand"),
        ("Oak & Ember Ltd.", "brand"),
        ("Oak & Ember GmbH & Co. KG", "brand"),
        ("Oak & Ember\u2019s", "brand"),
        ("visit Oak & Ember", "brand"),
        ("Oak & Ember website", "brand"),
        ("Oak\u00a0&\u200b Em\u00adber™", "brand"),
        ("the Oak & Ember showroom", "brand"),
        ("Oak & Ember pizza ovens", "brand_keyword"),
        ("pizza ovens by Oak & Ember", "brand_keyword"),
        ("three lovely people we met at Oak & Ember told us about slow bread", "descriptive"),
        ("pizza oven", "exact_match"),
        ("Pizza Ovens!", "exact_match"),
        ("»Pizza-Oven«", "exact_match"),
        ("pizzaoven", "exact_match"),
        ("best oven for pizza", "exact_match"),
        ("the pizza oven", "phrase_match"),
        ("cheap pizza ovens for gardens", "phrase_match"),
        ("oven for your pizza", "partial_match"),
        ("garden ovens, wood-fired", "partial_match"),
        ("garden oven", "descriptive"),
        ("garden bench", "descriptive"),
        ("pizza", "descriptive"),
        ("click here", "generic"),
        ("Click here to read more", "generic"),
        ("➝ Read more »", "generic"),
        ("learn more about us", "generic"),
        ("»", "generic"),
        ("2", "generic"),
        ("🔥", "generic"),
        ("[6]", "generic"),
        ("Powered by Oak & Ember", "brand"),
        ("£45", "descriptive"),
        ("00568770", "descriptive"),
        ("https://oakandember.example/ov ... ens/", "naked_url"),
        ("learn more about slow bread", "descriptive"),
        ("how to bake at home", "descriptive"),
    ],
)
def test_text_for_a_configured_site(text, expected):
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Visit website"),
        ("en", "this study"),
        ("de", "mehr erfahren"),
        ("de", "Hier klicken, um mehr zu erfahren"),
        ("de-AT", "Zur Website »"),
        ("fr", "en savoir plus"),
        ("fr", "Lire l\u2019article"),
        ("es", "haz clic aquí"),
        ("es", "más información"),
        ("it", "clicca qui"),
        ("it", "vai all'articolo"),
        ("pt-BR", "saiba mais"),
        ("pt", "clique aqui para ler mais"),
        ("nl", "lees meer"),
        ("nl", "klik hier voor meer informatie"),
        ("", "weiterlesen"),
        ("en", "mehr erfahren"),
    ],
)
def test_generic_phrase(language, text):
    assert kind(text, language=language) == "generic"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Meer"), ("en", "suite"), ("de", "der Garten"), ("en", "shop search help")],
)
def test_words_that_say_something_are_not_generic(language, text):
    assert kind(text, language=language) == "descriptive"


@pytest.mark.parametrize(
    ("url", "text", "expected"),
    [
        ("https://oakandember.com/", "Oak & Ember", "brand"),
        ("https://oak-and-ember.co.uk/", "Oak and Ember", "brand"),
        ("https://oakundember.de/", "Oak & Ember", "brand"),
        ("https://xn--bckerei-mller-bfb28a.de/", "Bäckerei Müller", "brand"),
        ("https://baeckerei-mueller.de/", "Bäckerei Müller", "brand"),
        ("https://www.mcdonalds.com/", "McDonald\u2019s", "brand"),
        ("https://getjobber.com/", "Jobber", "brand"),
        ("https://www.nytimes.com/", "The New York Times", "brand"),
        ("https://oakovens.com/", "Oak Garden Ovens", "brand"),
        ("https://clay.oakovens.com/", "Clay Management Systems", "descriptive"),
        ("https://x.com/oakandember", "X", "brand"),
        ("https://cheeverscafe.com/", "Cheever's Cafe", "brand"),
        ("https://maps.google.com/", "Google Maps", "brand"),
        ("https://pubmed.ncbi.nlm.nih.gov/105/", "PubMed", "brand"),
        ("https://www.facebook.com/claykiln", "Clay Kiln on Facebook", "brand"),
        ("https://github.com/pricing", "Pricing", "exact_match"),
        ("https://4hourbread.com/", "4hourbread", "brand"),
        ("https://en.wikipedia.org/wiki/JavaScript", "JavaScript", "exact_match"),
        ("https://en.wikipedia.org/wiki/JavaScript", "Java Script", "exact_match"),
        ("https://oakandember.com/carryon-ovens", "carry-on ovens", "exact_match"),
        ("https://spdx.example/licenses/", "MIT", "descriptive"),
        ("https://twitter.com/oakandember", "Oak & Ember", "brand"),
        ("https://www.linkedin.com/in/jodoe-4a/", "Jo Doe", "brand"),
        ("https://someone.github.io/", "Someone", "brand"),
        ("https://oakandember.com/about", "Oak & Ember in Bristol", "brand_keyword"),
        ("https://here.com/", "here", "generic"),
        ("https://shop.com/cart", "Shop now", "generic"),
        ("https://apple.com/", "an apple a day", "descriptive"),
        ("https://xn--bckerei-5wa.example/", "bäckerei.example", "naked_url"),
        ("https://learn.microsoft.com/", "ASP.NET", "descriptive"),
        ("https://oakandember.com/pizza-ovens/", "Pizza oven", "exact_match"),
        ("https://oakandember.com/pizza-ovens/", "our new pizza ovens", "phrase_match"),
        ("https://oakandember.com/clay-pizza-ovens-compared", "ovens of clay", "partial_match"),
        ("https://oakandember.com/ovens/84/clay", "Ovens", "exact_match"),
        ("https://oakandember.com/kuechen-und-gaerten", "Küchen & Gärten", "exact_match"),
        (
            "https://oakandember.com/oak-and-ember-moves-to-bath-yard",
            "Oak & Ember moves to Bath yard",
            "exact_match",
        ),
        ("https://oakandember.com/std/struct.HashOven.html", "HashOven", "exact_match"),
        ("https://oakandember.com/ovens#ClayKiln", "ClayKiln", "partial_match"),
        ("https://oakandember.com/town-bans-wood-ovens", "called for a ban on", "descriptive"),
        ("https://oakandember.com/go?to=https%3A%2F%2Fclay.com%2Fkiln", "clay kiln", "descriptive"),
        ("https://oakandember.com/clay", "Clayopen_in_new", "exact_match"),
        ("https://oakandember.com/contact-us", "Contact us", "generic"),
        ("https://oakandember.com/p/8471", "slow bread", "descriptive"),
        ("mailto:info@oakandember.com", "write to Jo", "descriptive"),
        ("", "slow bread", "descriptive"),
        ("http://[broken", "slow bread", "descriptive"),
        ("http://127.0.0.1/", "127", "generic"),
    ],
)
def test_text_for_a_site_nobody_configured(url, text, expected):
    assert kind(text, url=url, terms=None) == expected


@pytest.mark.parametrize(
    ("brands", "expected"),
    [((), "exact_match"), (("Pizza Oven",), "brand")],
)
def test_domain_that_spells_a_keyword_is_a_brand_only_where_configured(brands, expected):
    terms = AnchorTerms(brands, ("pizza oven",))
    assert kind("pizza oven", url="https://pizzaoven.example/", terms=terms) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Choosing an oven for your garden", "title_match"),
        ("Choosing an oven for your garden | Oak & Ember", "brand_keyword"),
        ("choosing ovens for gardens", "title_match"),
        ("Choosing a terrace", "descriptive"),
        ("The oven book", "title_match"),
        ("Home", "generic"),
    ],
)
def test_title_of_the_target(text, expected):
    classifier = AnchorClassifier({"oakandember.example": BRANDS_ONLY})
    titles = ("Choosing an oven for your garden | Oak & Ember", "The oven book", "Home")
    url = "https://oakandember.example/p/7"

    assert classifier.classify(text, None, "", url, "en", titles).type.value == expected
    assert classifier.classify(text, None, "", url, "en").type.value != "title_match"


@pytest.mark.parametrize(
    ("text", "alt", "label", "expected", "alt_expected"),
    [
        ("", "", "", "image", "empty"),
        ("", "Oak & Ember", "", "image", "brand"),
        ("\u200b\u00a0", "pizza ovens", "", "image", "exact_match"),
        ("", "garden_pizza-ovens.jpg", "", "image", "phrase_match"),
        ("\ue604", "Oak & Ember", "", "image", "brand"),
        ("read more", "Oak & Ember", "", "generic", None),
        ("", None, "", "empty", None),
        ("\ufeff \u00ad", None, "", "empty", None),
        ("\ue604", None, "", "empty", None),
        ("", None, "Oak & Ember", "brand", None),
    ],
)
def test_links_without_text(text, alt, label, expected, alt_expected):
    answer = classify_anchor(text, alt, label, URL, TERMS, "en")
    assert (answer.type, answer.image_alt_type) == (expected, alt_expected)


@pytest.mark.parametrize(("text", "expected"), [("Oven.com", "brand"), ("oven.com", "naked_url")])
def test_brand_that_looks_like_a_domain_is_told_by_its_capitals(text, expected):
    terms = AnchorTerms(brands=("Oven.com",))
    assert kind(text, url="https://www.oven.com/", terms=terms) == expected


def test_reason_names_the_keyword():
    answer = classify_anchor("Pizza Ovens", None, "", URL, TERMS, "en")
    assert answer.reason == 'equals the tracked keyword "pizza oven"'


def test_classifier_finds_the_terms_of_the_target_site():
    classifier = AnchorClassifier({"oakandember.com": TERMS, "claykiln.com": AnchorTerms()})
    ours = classifier.classify("pizza oven", None, "", "https://shop.oakandember.com/", "en")
    theirs = classifier.classify("pizza oven", None, "", "https://claykiln.com/", "en")
    assert (ours.type, theirs.type) == (AnchorType.EXACT_MATCH, AnchorType.DESCRIPTIVE)
