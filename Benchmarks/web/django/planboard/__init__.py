"""The staff plan board of AnSinh, written in Django to be measured beside it."""
