"""Our readers held against the cases of the standards that they follow."""
