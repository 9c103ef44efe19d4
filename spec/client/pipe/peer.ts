/** A scripted stand-in for the server: says what a spec tells it to, and shows what it is asked. */
import type { Socket } from 'node:net';
import type { Command } from '../../../grammar/ast.ts';
import { standIn } from '../../support/listening.ts';
import { Queue } from './queue.ts';

/** What a client has sent: a command, as far as anybody checks. */
export type Asked = Command & { tag?: string };

/** One connection to the peer. */
export interface Caller {
  /** The next command that was sent, in order. Heartbeats are answered unseen. */
  asked: () => Promise<Asked>;
  say: (...events: object[]) => void;
  /** Cuts the connection off, with a reset. */
  reset: () => void;
  /** Hangs up in order. */
  hangUp: () => void;
  /** Answers no heartbeat from now on. */
  playDead: () => void;
}

export interface Peer {
  port: number;
  /** The next connection, in order. */
  called: () => Promise<Caller>;
  close: () => Promise<void>;
}

export const welcome = { ev: 'welcome', protocol: 1, store: 's1', nick: 'guest-1', session: 'k1' };

export async function startPeer(): Promise<Peer> {
  const callers = new Queue<Caller>();
  const { port, close } = await standIn((socket) => callers.put(callerOn(socket)));
  return { port, called: () => callers.take(), close };
}

function callerOn(socket: Socket): Caller {
  const commands = new Queue<Asked>();
  let rest = '';
  let alive = true;
  socket.setEncoding('utf8');
  socket.setNoDelay(true);
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const command = JSON.parse(line) as Asked;
      if (command.tag?.startsWith('pulse-')) beat(command.tag);
      else commands.put(command);
    }
  });
  const beat = (re: string) => {
    if (alive) socket.write(`${JSON.stringify({ ev: 'ok', re })}\n`);
  };
  return {
    asked: () => commands.take(),
    say: (...events) => {
      socket.write(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    },
    reset: () => socket.resetAndDestroy(),
    hangUp: () => socket.end(),
    playDead: () => {
      alive = false;
    },
  };
}
