"""Reading hand work: from lines as students write them to claims."""

from symtutor.checking.hand.read import read_work

__all__ = ["read_work"]
