"""The commands: one module each, and `command` in it, of the kind load → do → show."""
