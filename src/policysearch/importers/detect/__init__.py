"""Events with their days, places and parties, lessons and themes, as an outline tells them."""
