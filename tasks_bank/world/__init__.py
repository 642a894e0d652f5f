"""The make-believe company that every task shares, dealt from a seed."""
