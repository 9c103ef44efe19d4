/**
 * `parlance/client`: what a program in TypeScript or JavaScript talks to a Parlance server with.
 *
 *     const client = await connect({ nick: 'echo', rooms: ['#tea'] });
 *     for await (const event of client) {
 *       if (event.ev === 'message' && 'room' in event) await client.say(event.room, event.text);
 *     }
 */
export type { Command, CommandOf } from '../grammar/ast.ts';
export type { Event, EventOf } from '../grammar/events.ts';
export {
  Client,
  type CommandResult,
  connect,
  type Ending,
} from './client.ts';
export type { NewServer } from './dial/dial.ts';
export type { ClientOptions, ConnectionChange } from './options.ts';
