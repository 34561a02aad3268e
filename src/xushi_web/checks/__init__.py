"""Problems found by checking: which stand, which were accepted and why, which rules a government has switched off."""
