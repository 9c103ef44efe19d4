/**
 * The yardstick: about the least that a chat server in Node can do. It splits lines without a grammar, keeps nothing,
 * refuses nothing and has no care for slow readers; but like Parlance it writes once per connection and turn.
 */
import { createServer, type Socket } from 'node:net';

interface Room {
  readonly name: string;
  readonly members: Set<Socket>;
  /** What was said in this turn. */
  said: string;
}

const rooms = new Map<string, Room>();
/** The rooms in which something was said in this turn. */
let talking: Room[] = [];

const server = createServer({ noDelay: true }, (socket) => {
  const mine: Room[] = [];
  let nick = 'somebody';
  let rest = '';

  const run = (line: string): void => {
    const [command = '', name = ''] = line.split(' ', 2);
    if (command === '/nick') nick = name;
    else if (command === '/join') {
      const room = roomCalled(name);
      room.members.add(socket);
      mine.push(room);
      socket.write(`* ${name}\n`);
    } else if (command === '/msg') {
      say(roomCalled(name), nick, line.slice(command.length + name.length + 2));
    }
  };

  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) run(line);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const { members } of mine) members.delete(socket);
  });
});

function roomCalled(name: string): Room {
  let room = rooms.get(name);
  if (room === undefined) {
    room = { name, members: new Set(), said: '' };
    rooms.set(name, room);
  }
  return room;
}

function say(room: Room, nick: string, text: string): void {
  if (talking.length === 0) setImmediate(endTurn);
  if (room.said === '') talking.push(room);
  room.said += `[${room.name}] <${nick}> ${text}\n`;
}

/** One buffer per room, shared by its members. */
function endTurn(): void {
  const told = talking;
  talking = [];
  for (const room of told) {
    const bytes = Buffer.from(room.said);
    room.said = '';
    for (const member of room.members) member.write(bytes);
  }
}

server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.log(`listening on ${address.address}:${address.port}`);
  }
});
