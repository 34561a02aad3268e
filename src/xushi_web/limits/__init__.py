"""How often one account, or one address of visitors, may ask for what costs the server or others something."""
