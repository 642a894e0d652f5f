"""How a task of one's own comes to be: made from a template, or taken over from an employer's folder."""
