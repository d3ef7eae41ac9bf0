"""The neutral work that every system grades: a notebook of five functions, twelve tests, a class of N students."""
