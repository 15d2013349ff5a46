"""YAML's traps in our words: what a text that reads wrongly, or not at all, was meant to say, and how it reads repaired."""
