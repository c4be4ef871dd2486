"""What happens to every request and answer, whatever is asked: each file once."""
