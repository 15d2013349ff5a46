"""Layers that a problem defines under `layers:`, from their text to a layer that the engine runs."""
