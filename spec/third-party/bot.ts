/** bot.ts HOST PORT ROOM NICK: answers `!add 2 3` in a room with 5, once, however often its connection breaks. */
import { type ClientOptions, connect } from 'parlance/client';

const [host = '127.0.0.1', port = '7667', room = '#sums', nick = 'adder'] = process.argv.slice(2);
const options: ClientOptions = {
  host,
  port: Number(port),
  nick,
  rooms: [room],
  quiet: true,
  onChange: (note) => console.error(note),
};

const client = await connect(options);
for await (const event of client) {
  if (event.ev !== 'message' || event.kind !== 'say' || !('room' in event)) continue;
  if (!event.text?.startsWith('!add ')) continue;
  const answer = await client.do({ cmd: 'notice', to: event.room, text: sum(event.text) });
  if (answer.is !== 'ok') console.error(`${event.seq} may be unanswered: ${answer.is}`);
}

function sum(request: string): string {
  const numbers = request.split(/\s+/).slice(1).map(Number);
  const total = numbers.reduce((all, number) => all + number, 0);
  return Number.isSafeInteger(total) ? String(total) : 'I add whole numbers: !add 2 3';
}
