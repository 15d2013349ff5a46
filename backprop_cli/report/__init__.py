"""Results → plain rows: one module a kind of answer. Knows neither colours nor command lines."""
