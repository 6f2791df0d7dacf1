"""How reports look: on a terminal, as JSON, as a corrected text. Every conversion of offsets is here, and nothing judges."""
