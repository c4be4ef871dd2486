"""The addresses of the site, one family of them in each file, as a Blueprint."""
