"""The sites of the demo web, by the hand that made them."""
