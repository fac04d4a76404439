"""What the Dask programs share: a cluster of two worker processes on this machine, and merging as a
tree.
"""

import contextlib
import logging
import tempfile

from distributed import Client, LocalCluster

FAN_IN = 4


@contextlib.contextmanager
def two_workers():
    """A client of two worker processes. Nothing listens but on 127.0.0.1; a worker that dies is
    replaced; at the end all of it is gone.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "host": "127.0.0.1",
            "dashboard_address": None,
            "silence_logs": logging.CRITICAL,
            "local_directory": folder,
        }
        with LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, **settings
        ) as cluster, Client(cluster) as client:
            yield client


def merge_as_tree(client, merge, states):
    """The merge of all states, a few at a time; ``merge`` takes a list of states and gives one."""
    while len(states) > 1:
        states = [
            client.submit(merge, states[i : i + FAN_IN]) for i in range(0, len(states), FAN_IN)
        ]
    return states[0]
