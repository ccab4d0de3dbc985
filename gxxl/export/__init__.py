"""Report → documents ready to publish: Word, a page for the portal, PDF. All they say comes from the report alone."""
