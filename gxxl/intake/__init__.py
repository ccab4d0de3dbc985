"""Files on their way in: whatever a file holds, a report or a finding comes out."""
