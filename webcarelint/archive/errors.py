"""What a person can do wrong with a folder of scores."""

from webcarelint.errors import UserError


class FolderError(UserError):
    """The folder of scores cannot be written, belongs to other input, or is not there."""


class WorkerError(UserError):
    """A worker process was stopped from outside, mostly for want of memory."""
