"""``python -m symtutor.worker``: the fresh process of :mod:`symtutor.worker.spawned`."""

from symtutor.worker.spawned import main

if __name__ == "__main__":
    main()
