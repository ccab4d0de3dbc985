"""Form → workbook: sheets, live formulas with their Python twins, validation, protection, marks."""
