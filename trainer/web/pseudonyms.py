"""Made-up names for guests, so that nobody needs to give their own."""

import secrets

_FIRST = ("Amber", "Brisk", "Calm", "Dusky", "Early", "Gentle", "Hazel", "Kind", "Late", "Mellow", "Nimble",
          "Plain", "Quiet", "Rainy", "Silver", "Steady", "Sunlit", "Tidal", "Velvet", "Warm")  # fmt: skip
_SECOND = ("Alder", "Birch", "Cedar", "Clover", "Dove", "Fern", "Finch", "Harbour", "Heron", "Juniper", "Lantern",
           "Linnet", "Maple", "Otter", "Plover", "River", "Robin", "Sorrel", "Thistle", "Wren")  # fmt: skip


def made_up_name() -> str:
    """Return a pseudonym such as "Quiet Heron"; it need not be unique, since it identifies nobody."""
    return f"{secrets.choice(_FIRST)} {secrets.choice(_SECOND)}"
