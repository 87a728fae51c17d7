"""Text that was changed, with the way back: raw, clean, and the map between them."""

from __future__ import annotations

from zhextract.records.values import CharSpan as CharSpan
