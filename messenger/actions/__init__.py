"""The only code that reads permissions, writes and announces: one module a noun."""
