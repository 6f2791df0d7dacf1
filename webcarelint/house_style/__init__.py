"""What one brand wants, where each setting comes from, and what wins. Nothing here knows what rules mean."""

from webcarelint.house_style.files import CONFIG_NAME, Found, find_config, load_house_style, profile_names
from webcarelint.house_style.shipped import located, shipped_about, shipped_names, shipped_text
from webcarelint.house_style.style import HouseStyle, Override, Variety

__all__ = [
    "CONFIG_NAME",
    "Found",
    "HouseStyle",
    "Override",
    "Variety",
    "find_config",
    "load_house_style",
    "located",
    "profile_names",
    "shipped_about",
    "shipped_names",
    "shipped_text",
]
