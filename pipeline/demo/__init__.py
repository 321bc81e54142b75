"""Demo: a small world of news on this machine, to see and to test the whole way without touching the web."""
