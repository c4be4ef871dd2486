"""What a document tells: events with their days, places and parties; lessons and themes."""
