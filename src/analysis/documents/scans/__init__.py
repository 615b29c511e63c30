"""Pictures of pages, through the extra ``ocr``."""
