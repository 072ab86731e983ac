"""The site's own words, so that a journey presses the button an official reads: Content/wording/<vi|en>/*.yaml."""

import json

from program import CONTENT


def _read(language):
    words = {}
    for path in sorted((CONTENT / "wording" / language).glob("*.yaml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            key, _, text = line.partition(":")
            text = text.strip()
            words[key] = json.loads(text) if text.startswith('"') else text
    return words


VI = _read("vi")
EN = _read("en")


def filled(pattern, **values):
    """A wording with its places filled."""
    for name, value in values.items():
        pattern = pattern.replace("{" + name + "}", str(value))
    return pattern
