"""A Dask cluster to typeset on: one of our own on this machine, or one that runs already.

Dask hands the work out, moves it from a worker that dies to another, and starts workers again
(https://distributed.dask.org). All that is asked of it is an executor.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

from briefgen.executor import ExecutorPress
from briefgen.locations import CACHE_VARIABLE
from briefgen.pipeline import EnvironmentFault
from briefgen.press import processors

NAME = "dask"
"""What `--executor` calls it; `dask=ADDRESS` is a scheduler that runs already."""
_SCHEMES = ("tcp://", "tls://")
_PATIENCE = 10
"""Seconds to wait for a scheduler, and for its first worker."""
_DEATHS = 1
"""Of how many workers a sheet may be the end before it is given up: in a cluster of our own."""


def address_of(executor: str) -> str | None:
    """The scheduler that is meant, None for a cluster of our own. Raises ValueError for anything else."""
    name, separator, address = executor.partition("=")
    if name != NAME or (separator and not address.startswith(_SCHEMES)):
        raise ValueError(f"expected `{NAME}` or `{NAME}=tcp://HOST:PORT`, found `{executor}`")
    return address if separator else None


@contextmanager
def connected(executor: str, jobs: int, cache: Path | None) -> Iterator[ExecutorPress]:
    """Something to typeset with, as long as the block lasts.

    Args:
        executor: `dask`, or `dask=` and the address of a scheduler.
        jobs: how many workers to start, 0 for one each processor; of a running cluster, how many to keep
            at work at most, 0 for all.
        cache: the folder for subset fonts of our own workers; None keeps none. Others have their own.

    Raises `EnvironmentFault` where the packages are missing, the scheduler is not reached, or has no
    workers; ValueError for another executor.
    """
    address = address_of(executor)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        message = f"`--executor {NAME}` needs a package that is not installed: {error.name}"
        raise EnvironmentFault(f"{message}; pip install 'briefgen[dask]'") from error
    with ExitStack() as stack:
        _hush(stack)
        if address is None:
            cluster = stack.enter_context(_cluster(distributed, jobs or processors(), cache))
            client = distributed.Client(cluster)
        else:
            client = _client(distributed, address)
        stack.callback(_close, client)
        workers = _workers(client, address)
        made = client.get_executor(pure=False)
        yield ExecutorPress(
            *(made, min(workers, jobs or workers)),
            keeps=cache is not None,
            there=partial(_there, client),
        )


def _hush(stack: ExitStack) -> None:
    """Keep what Dask logs and warns of from the terminal: what matters comes back with the sheets.

    After an interruption that stays so: connections may still end, with a traceback each.
    """
    logger = logging.getLogger("distributed")
    level = logger.level

    def loosen(kind: type[BaseException] | None, *_: object) -> None:
        if kind is None or issubclass(kind, Exception):
            logger.setLevel(level)

    stack.push(loosen)
    logger.setLevel(logging.CRITICAL + 1)
    stack.enter_context(warnings.catch_warnings())
    warnings.simplefilter("ignore")


@contextmanager
def _cluster(distributed: Any, workers: int, cache: Path | None) -> Iterator[Any]:
    """Workers of our own, reached on this machine only, encrypted, by nobody else."""
    dask: Any = importlib.import_module("dask")
    environment = {CACHE_VARIABLE: str(cache)} if cache else {}
    with dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS}):
        cluster = distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            security=True,
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs=logging.CRITICAL,
            env=environment,
            loop=_loop(),
        )
    try:
        yield cluster
    finally:
        _end(cluster)


def _loop() -> Any:
    """The thread that starts the workers; they leave Ctrl-C to this process, from their beginning."""
    resource_tracker.ensure_running()  # it unblocks what is blocked when it starts
    runner = importlib.import_module("distributed.utils").LoopRunner()
    before = signal.pthread_sigmask(
        signal.SIG_BLOCK, {signal.SIGINT}
    )  # threads and processes inherit it
    try:
        runner.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return runner.loop


def _end(cluster: Any) -> None:
    """Stop the workers where they stand, and then the rest: nobody waits for what they do."""
    for nanny in cluster.workers.values():
        nanny.auto_restart = False
        with suppress(ProcessLookupError, TypeError):  # it has ended, or never begun
            os.kill(nanny.pid, signal.SIGKILL)
    with suppress(TimeoutError, OSError):
        cluster.close(timeout=2)


def _client(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
        why = reason or " ".join(str(error).split()) or type(error).__name__
        raise EnvironmentFault(f"cannot reach a Dask scheduler at `{address}`: {why}") from error


def _workers(client: Any, address: str | None) -> int:
    """How many workers there are; one with several threads counts as so many."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        where = f"at `{address}`" if address else "of our own"
        raise EnvironmentFault(f"the Dask scheduler {where} has no workers") from error
    return sum(client.ncores().values())


def _there(client: Any) -> int:
    """How many workers there are now; one, as far as is known, where the scheduler does not answer."""
    try:
        return len(client.ncores())
    except (OSError, TimeoutError, RuntimeError):
        return 1  # a connection that is lost cancels what is waited for


def _close(client: Any) -> None:
    with suppress(TimeoutError, OSError):
        client.close(timeout=2)
