"""A class in numbers: scores, tests, misconceptions, attempts, similar submissions. Pure: records in, records out."""
