#!/usr/bin/env python3
"""bot.py HOST PORT ROOM NICK: answers `!add 2 3` in a room with 5, once, however often its connection breaks."""
import json, random, socket, sys, time


class Bot:
    def __init__(self, room, nick):
        self.room, self.nick = room, nick
        self.store = self.session = None  # which server's logs these are, and what to resume there
        self.seen = {}  # {room: the last seq that has arrived}
        self.resumed = False  # this connection has taken the session up
        self.unanswered = []  # seqs of the requests whose answers the server has not acknowledged
        self.wait = 0.1  # seconds before the next try

    def talk(self, host, port):
        with socket.create_connection((host, port), timeout=300) as self.connection:  # the server pings more often
            self.send(cmd="format", format="json")
            for line in self.connection.makefile(encoding="utf-8", newline="\n"):
                self.hear(json.loads(line))

    def send(self, **command):
        self.connection.sendall(json.dumps(command).encode() + b"\n")

    def hear(self, event):
        match event:  # what does not concern us is ignored
            case {"ev": "welcome"}:
                self.greeted(event["store"], event["session"])
            case {"ev": "ok", "re": "resume"}:
                self.resumed = True
                self.enter(self.session, event["nick"], event["rooms"])
            case {"ev": "error", "re": "resume"}:  # gone; what was not acknowledged may now be answered twice
                self.enter(self.fresh)
            case {"ev": "error", "re": "nick" | "join"}:
                sys.exit(event["message"])
            case {"ev": "ok" | "error", "re": re} if re.startswith("re-"):
                self.unanswered.remove(int(re[3:]))
            case {"ev": "ok", "re": "join", "cursors": {self.room: end}} if self.room not in self.seen:
                self.seen[self.room] = end  # with nothing read yet, begin with what comes next
                if self.resumed:  # we were in the room before the connection broke: read what came since
                    raise ConnectionError("resuming once more, from where the room was entered")
            case {"ev": "message", "room": self.room, "seq": seq} if seq > self.seen.get(self.room, seq):
                self.seen[self.room] = seq
                if event["kind"] == "say" and event["text"].startswith("!add "):
                    self.unanswered.append(seq)
                    self.send(cmd="notice", tag=f"re-{seq}", to=self.room, text=add(event["text"]))
            case {"ev": "ping"}:
                self.send(cmd="ping")

    def greeted(self, store, session):
        if store != self.store:
            self.store, self.session, self.seen, self.unanswered = store, None, {}, []
        if self.unanswered:  # read them again: with the same tag, an answer is said only if it was not before
            self.seen[self.room], self.unanswered = self.unanswered[0] - 1, []
        self.fresh, self.resumed = session, False
        if self.session:
            self.send(cmd="resume", tag="resume", token=self.session, cursors=self.seen)
        else:
            self.enter(session)

    def enter(self, session, nick=None, rooms=()):
        self.session, self.wait = session, 0.1
        if nick != self.nick:
            self.send(cmd="nick", tag="nick", nick=self.nick)
        if self.room not in rooms or self.room not in self.seen:
            self.send(cmd="join", tag="join", rooms=[self.room], cursors=self.seen, quiet=True)


def add(request):
    try:
        return str(sum(int(number) for number in request.split()[1:]))
    except ValueError:
        return "I add whole numbers: !add 2 3"


if __name__ == "__main__":
    host, port, room, nick = sys.argv[1:]
    bot = Bot(room, nick)
    while True:
        try:
            bot.talk(host, int(port))
        except (OSError, ValueError) as error:  # a ValueError is a line that broke off
            print(error, file=sys.stderr)
        time.sleep(bot.wait * random.uniform(0.5, 1))
        bot.wait = min(bot.wait * 2, 30)
