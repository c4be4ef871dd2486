"""E-mail alerts: who follows which search, what is new in it, and the mails that say so; off without a server."""
