"""How somebody gets in and stays in: passwords, second factors, links, sign-ins, and waits for whoever guesses."""
