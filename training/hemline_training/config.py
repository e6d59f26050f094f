"""One YAML file a run: a section a stage, every number in the file, none in the code."""

from pathlib import Path
from types import SimpleNamespace

import yaml


def load(path: str | Path, overrides: list[str] = ()) -> SimpleNamespace:
    """Reads a config. `overrides` are `section.key=value` strings, the value in YAML."""
    tree = yaml.safe_load(Path(path).read_text())
    for override in overrides:
        name, _, value = override.partition("=")
        *sections, key = name.split(".")
        node = tree
        for section in sections:
            if section not in node:
                raise SystemExit(f"{override}: {path} has no section '{section}'")
            node = node[section]
        if key not in node:
            raise SystemExit(f"{override}: {path} has no setting '{name}'")
        node[key] = yaml.safe_load(value)
    return _namespace(tree)


def _namespace(node):
    if isinstance(node, dict):
        return SimpleNamespace(**{key: _namespace(value) for key, value in node.items()})
    return node
