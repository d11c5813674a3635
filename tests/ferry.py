"""A story of the project's own, for saved pages."""

from __future__ import annotations

HEADLINE = "Ferry to Oster Sound runs again after storm"
BODY = (
    "The ferry to Oster Sound took its first passengers on Wednesday after eleven days in port, the harbour office said.",
    "The storm had torn a fender from the quay and bent the ramp, which a smith from Brenn straightened in two nights.",
    "About ninety people and a calf were on board when it left, the captain said.",
)
TEXT = "".join(f"<p>{row}</p>" for row in BODY)
