"""A design with one of its parts taken out: what is compared when somebody asks what that part is worth."""
