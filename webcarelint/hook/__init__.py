"""The hook: a process that other programs start in the second before *Send*, with a question on standard input.

It is quick when a service runs: nothing but the standard library is imported until there is no service to ask.
"""
