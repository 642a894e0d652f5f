"""Files that a page is handed: taken from a form and kept until they are used. What is made of them, no."""
