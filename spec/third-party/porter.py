#!/usr/bin/env python3
"""porter.py HOST PORT ROOM NICK: greets whoever joins a room, until its connection breaks."""
import json, socket, sys

host, port, room, nick = sys.argv[1:]
server = socket.create_connection((host, int(port)), timeout=300)  # the server asks more often whether we live


def send(**command):
    server.sendall(json.dumps(command).encode() + b"\n")


send(cmd="nick", tag="nick", nick=nick)
send(cmd="join", tag="join", rooms=[room])
for line in server.makefile(encoding="utf-8", newline="\n"):
    if not line.startswith("{"):
        continue  # a greeting in plain, when we were slow
    match json.loads(line):  # what we do not know is ignored
        case {"ev": "joined", "nick": newcomer}:
            send(cmd="notice", to=room, text=f"Hello {newcomer}.")
        case {"ev": "ping"}:
            send(cmd="ping")
        case {"ev": "error", "message": message}:
            sys.exit(message)
