"""The addresses of the site: each file is one family of them, as a Blueprint."""
