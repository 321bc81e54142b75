"""Views: one function for each page; what is asked, and which template shows it."""
