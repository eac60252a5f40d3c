"""Takes every letter and notes its Message-ID: `python -m tests.bench.sink FILE`.

Says its port on standard output. A line is in the file before the client hears that the letter is
taken, so that what a killed client knows nothing of is noted, too.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio import StreamReader, StreamWriter
from email import message_from_bytes
from typing import BinaryIO

ANSWERS = {b"QUIT": b"221 Bye\r\n", b"DATA": b"354 Go on\r\n"}
END = b"\r\n.\r\n"


async def _talk(reader: StreamReader, writer: StreamWriter, noted: BinaryIO) -> None:
    writer.write(b"220 sink\r\n")
    command = b""
    while command != b"QUIT" and (line := await reader.readline()):
        command = line[:4].upper()
        writer.write(ANSWERS.get(command, b"250 Yes\r\n"))
        if command == b"DATA":
            letter = message_from_bytes(await reader.readuntil(END))
            noted.write(f"{letter['Message-ID']}\n".encode())
            writer.write(b"250 Taken\r\n")
    writer.close()


async def serve(path: str) -> None:
    """Until it is ended."""
    with open(path, "ab", buffering=0) as noted:

        async def talk(reader: StreamReader, writer: StreamWriter) -> None:
            try:
                await _talk(reader, writer, noted)
            except (ConnectionError, asyncio.IncompleteReadError):
                writer.close()  # the client was killed

        server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=2**20)
        sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
        sys.stdout.flush()
        async with server:
            await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
