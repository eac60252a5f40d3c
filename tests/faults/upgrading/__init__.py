"""An app whose one migration stands for those of the next upgrade."""
