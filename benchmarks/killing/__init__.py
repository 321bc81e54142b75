"""What ``benchmarks/kills.py`` is made of: how work is killed, invented news, and the scenarios in which that happens."""
