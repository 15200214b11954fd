"""The texts of messages to partners: one file a language."""
