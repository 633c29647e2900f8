"""Free parameters: stability case by case, and the values at which the picture changes."""
