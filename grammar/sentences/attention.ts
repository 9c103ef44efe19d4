/** What waits for somebody's attention, and what they have chosen to be told of, as sentences. */
import type { EventOf } from '../events.ts';

/** `You have read #dev as far as 41 on another device`, without its full stop. */
export const readElsewhere = ({ room, log, with: peer, seq }: EventOf<'read'>): string =>
  `You have read ${room ?? `what you and ${peer ?? log} said`} as far as ${seq} on another device`;

type UnreadLog = EventOf<'unread'>['logs'][number];

/** `3 unread in #dev (1 mentions you), 2 from bob`, without its full stop. */
export function unread({ logs, more }: EventOf<'unread'>): string {
  if (logs.length === 0) return 'Nothing is unread';
  const [first] = logs;
  const target = first?.room ?? first?.with ?? first?.log;
  const all = logs.map((log, n) => inLog(log, n === 0)).join(', ');
  return `${all}${more ? ', and more elsewhere' : ''}: /history ${target} after=${first?.read} shows it, /read ${target} marks it as read`;
}

function inLog({ room, log, with: peer, unread, mentions = 0, more }: UnreadLog, isFirst: boolean) {
  const count = `${unread}${more ? '+' : ''}${isFirst ? ' unread' : ''}`;
  const called =
    mentions === 0 ? '' : ` (${mentions} ${mentions === 1 ? 'mentions' : 'mention'} you)`;
  return room === undefined ? `${count} from ${peer ?? log}` : `${count} in ${room}${called}`;
}

/** `You are told of mentions; in #dev of all that is said; in #builds of nothing until …`, without its full stop. */
export const notified = ({ levels }: EventOf<'notify'>, time: (at: string) => string): string =>
  `You are told of ${levels
    .map(({ room, level, until }) => {
      const end = until === undefined ? '' : ` until ${time(until)}`;
      return `${room === undefined ? '' : `in ${room} of `}${ofWhat[level]}${end}`;
    })
    .join('; ')}`;

const ofWhat = { all: 'all that is said', mentions: 'mentions', none: 'nothing' } as const;
