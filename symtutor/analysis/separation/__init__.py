"""Separation of variables: x′ = f(x) solved by integrating dx/f(x) = dt."""
