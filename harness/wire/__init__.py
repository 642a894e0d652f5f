"""What every provider on a wire needs: keys, how long a service asks to wait, the first token. No vendor's SDK."""
