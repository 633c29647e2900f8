"""symtutor."""
