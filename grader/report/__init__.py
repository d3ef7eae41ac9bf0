"""The class's report: its work out of the gradebook, compared, and written as pages or as files for JPlag."""
