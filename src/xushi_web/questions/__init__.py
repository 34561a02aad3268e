"""People's deputies follow commitments, ask about them and are answered (代表询问)."""
