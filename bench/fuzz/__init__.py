"""What may come from strangers, tried with inputs that nobody thought of."""
