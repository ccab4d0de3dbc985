"""The program as it is handed out to machines without Python."""
