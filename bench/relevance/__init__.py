"""How well related pages are told from others, and how the word vectors were made."""
