/** What is deleted: one message and why, or all that somebody said of late: `from=bob since=1h #dev`. */
import { type Fault, fault } from '../faults.ts';
import { literal, rule } from '../reading/rule.ts';
import { label, only, together } from '../reading/sum.ts';
import { type Argument, printed } from './argument.ts';
import { message } from './message.ts';
import { nick } from './nick.ts';
import { checkRoom, room } from './room.ts';
import { reason } from './text.ts';
import { time } from './time.ts';

const since = time('with `from`: only what was said from then on');
const fromOpening = literal('from=', { say: 'from=NICK', option: { rivals: [] } });
const sinceOpening = literal('since=', { say: 'since=TIME', option: { rivals: [] } });

interface Deleted {
  target?: string;
  seq?: number;
  reason?: string;
  from?: string;
  since?: string;
}

/** PLACE and a reason, or whose messages, since when, and in which room. */
export const deleting: Argument<Deleted> = {
  name: 'deleting',
  usage: 'PLACE [REASON]|from=NICK since=TIME [ROOM]',
  fields: {
    ...message.fields,
    reason: { schema: reason.schema, optional: true, meaning: reason.meaning, type: reason },
    from: {
      schema: nick.schema,
      optional: true,
      meaning: 'with `since`, and without `seq`: whose messages are deleted, in a room',
      type: nick,
    },
    since: { schema: since.schema, optional: true, meaning: since.meaning, type: since },
  },
  faults: [...message.faults, ...reason.faults, ...nick.faults, 'bad_command'],
  rules: (of) => [
    rule(of, [`${of}.place`], only),
    rule(of, [`${of}.place`, `${of}.reason`], together),
    rule(of, [`${of}.from`, `${of}.since`], together),
    rule(of, [`${of}.from`, `${of}.since`, `${of}.room`], together),
    ...message.rules(`${of}.place`),
    ...reason.signs.map((sign) =>
      rule(`${of}.reason`, [sign], label('reason', reason.read), [reason.usage]),
    ),
    ...nick.signs.map((sign) =>
      rule(`${of}.from`, [fromOpening, sign], label('from', nick.read, 1), ['from=', 'NICK']),
    ),
    ...since.signs.map((sign) =>
      rule(`${of}.since`, [sinceOpening, sign], label('since', since.read, 1), ['since=', 'TIME']),
    ),
    ...room.signs.map((sign) => rule(`${of}.room`, [sign], label('target', room.read), ['ROOM'])),
  ],
  check(given) {
    const { target, from, since: time } = given;
    if (from === undefined && time === undefined) {
      const why = given.reason === undefined ? undefined : reason.check(given.reason);
      return message.check(given) ?? why;
    }
    return stray(given) ?? nick.check(from ?? '') ?? since.check(time ?? '') ?? whole(target);
  },
  print(given) {
    const { target, from, since: time } = given;
    if (from !== undefined) {
      return [`from=${from}`, `since=${time}`, ...(target === undefined ? [] : [target])];
    }
    const why = printed(reason, given.reason);
    return why && [...(message.print(given) ?? []), ...why];
  },
};

const whole = (target: string | undefined): Fault | undefined =>
  target === undefined ? undefined : checkRoom(target);

function stray({ from, since: time, seq, reason: why }: Deleted): Fault | undefined {
  if (from !== undefined && time !== undefined && seq === undefined && why === undefined) {
    return undefined;
  }
  const text = '`from` goes with `since`, and neither with `seq` nor `reason`.';
  return fault('bad_command', { message: text });
}
