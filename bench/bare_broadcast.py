"""The least that a broadcast can be: asyncio, one socket a watcher, one line from the conductor to all. A yardstick only."""

import asyncio
import sys

writers: set[asyncio.StreamWriter] = set()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A watcher says GET and stays; the conductor says TELL and each of its lines goes to all."""
    first = await reader.readline()
    if first.startswith(b"TELL"):
        while line := await reader.readline():
            for watcher in list(writers):
                watcher.write(b"data: " + line + b"\n")
        return
    while (await reader.readline()).strip():
        pass
    writers.add(writer)
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\nretry: 2000\n\n")
    await reader.read()  # until it leaves: whoever comes in the next run is told alone
    writers.discard(writer)
    writer.close()


async def main(port: int) -> None:
    """Serve until one is stopped."""
    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=4096)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
