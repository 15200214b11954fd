"""What speaks against a relationship, and what for it: one module a family."""
