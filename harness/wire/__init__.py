"""What every provider on a wire needs: keys, waits asked for, first tokens, lost connections. No vendor's SDK."""
