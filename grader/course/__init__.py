"""The course on disk: its folders and settings, what students hand in, and what is handed out to them."""
