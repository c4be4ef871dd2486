"""Alerts: who gets which mail, through a real mail server on this machine."""
