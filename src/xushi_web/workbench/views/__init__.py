"""Views of the workbench: read the request, call one action or query, choose the page."""
