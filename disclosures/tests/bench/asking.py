"""Ask a server for pages over kept connections and time the answers, from a process on a core of its own."""

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

ROUNDS = 40
LEAST_SECONDS = 2.0
TIMEOUT = 600


def wait_for(port: int, path: str = "/") -> None:
    """Wait until a server answers; raises TimeoutError after a minute."""
    for _ in range(600):
        try:
            ask(http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT), path)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)


def ask(connection: http.client.HTTPConnection, path: str) -> bytes:
    """The answer to a page; raises RuntimeError for any status but 200."""
    connection.request("GET", path, headers={"Accept-Encoding": "identity", "Host": "localhost"})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status} {body[:300]!r}")
    return body


def milliseconds(port: int, paths: list[str]) -> float:
    """The median time of an answer over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    times: list[float] = []
    begun = time.perf_counter()
    for path in islice(cycle(paths), ROUNDS):
        start = time.perf_counter()
        ask(connection, path)
        times.append(time.perf_counter() - start)
        if time.perf_counter() - begun > LEAST_SECONDS and len(times) >= len(paths):
            break
    return statistics.median(times) * 1000


def milliseconds_of_eight(port: int, paths: list[str]) -> float:
    """The time that passes per answer while eight connections ask."""
    few = list(islice(cycle(paths), ROUNDS))

    def ask_all(some: list[str]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        return len([ask(connection, path) for path in some])

    parts = [part for number in range(8) if (part := few[number::8])]
    start = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        answered = sum(pool.map(ask_all, parts))
    return (time.perf_counter() - start) / answered * 1000
