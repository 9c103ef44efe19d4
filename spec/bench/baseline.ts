/**
 * The yardstick: the least that a chat server in Node can do. No grammar, no rooms that remember, no limits, no care for
 * slow readers; but like Parlance it encodes once and writes once per connection and turn. Prints the port it listens on.
 */
import { createServer, type Socket } from 'node:net';

interface Member {
  readonly socket: Socket;
  nick: string;
  /** The start of a line whose end has not come. */
  rest: string;
  readonly rooms: Set<Room>;
}

interface Room {
  readonly members: Set<Member>;
  /** What this turn says. */
  said: string;
}

const rooms = new Map<string, Room>();
/** The rooms in which something was said in this turn. */
let talking: Room[] = [];

const server = createServer({ noDelay: true }, (socket) => {
  const member: Member = { socket, nick: '', rest: '', rooms: new Set() };
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (member.rest + chunk).split('\n');
    member.rest = lines.pop() ?? '';
    for (const line of lines) hear(member, line);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const room of member.rooms) room.members.delete(member);
  });
});

function hear(member: Member, line: string): void {
  const [command, argument = '', ...words] = line.split(' ');
  if (command === '/nick') {
    member.nick = argument;
    member.socket.write(`* you are ${argument}\n`);
  } else if (command === '/join') {
    const room = roomCalled(argument);
    room.members.add(member);
    member.rooms.add(room);
    member.socket.write(`* you are in ${argument}\n`);
  } else if (command === '/msg') {
    say(roomCalled(argument), `[${argument}] <${member.nick}> ${words.join(' ')}\n`);
  }
}

function roomCalled(name: string): Room {
  let room = rooms.get(name);
  if (room === undefined) {
    room = { members: new Set(), said: '' };
    rooms.set(name, room);
  }
  return room;
}

function say(room: Room, line: string): void {
  if (talking.length === 0) setImmediate(flush);
  if (room.said === '') talking.push(room);
  room.said += line;
}

/** The end of a turn: one buffer per room, shared by its members. */
function flush(): void {
  const told = talking;
  talking = [];
  for (const room of told) {
    const bytes = Buffer.from(room.said);
    room.said = '';
    for (const { socket } of room.members) socket.write(bytes);
  }
}

server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.log(`bare broadcast listening on ${address.address}:${address.port}`);
  }
});
process.on('SIGTERM', () => process.exit(0));
