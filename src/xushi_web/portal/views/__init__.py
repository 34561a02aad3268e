"""Views of the public pages: read the request, ask a query, choose the page."""
