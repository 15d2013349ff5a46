"""How fast it is, beside its peers: `python -m tests.benchmarks [NAME…] [--json]`. No test; it reads clocks."""
