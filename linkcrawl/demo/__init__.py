"""A web of fictional companies, and the proxy that serves it: the demo's and the tests' web."""
