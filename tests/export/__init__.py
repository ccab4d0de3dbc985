"""What leaves: Word, the page for the portal, PDF."""
