/** A room to switch to, or a private one that is made: `new #us private bob,cy`. */
import * as v from 'valibot';
import { type Fault, fault } from '../faults.ts';
import { literal, type Rule, rule, terminal } from '../reading/rule.ts';
import { label, nothing, only, together } from '../reading/sum.ts';
import type { Argument } from './argument.ts';
import { word } from './ends.ts';
import { checkNick, nick } from './nick.ts';
import { room } from './room.ts';

/** So many people are invited by one command. */
const MAX_INVITED_AT_ONCE = 50;

/** In nearley's notation the name can't be a word of JavaScript's. */
const newSign = terminal({
  name: 'making',
  word: 'new',
  say: 'new for a private one',
  sample: 'new',
  match: (line, from) => (/^new$/i.test(line.slice(from, word(line, from))) ? from + 3 : -1),
});

const nicksSign = terminal({
  name: 'nicks',
  word: 'nick',
  say: 'nicks such as ann,bob',
  sample: 'ann,bob',
  match: (line, from) => (/[#@]/.test(line[from] ?? '') ? -1 : word(line, from)),
});

interface Made {
  room?: string;
  private?: boolean;
  invite?: string[];
}

/** Nothing, a room, or a new private one with those who are invited. */
export const making: Argument<Made> = {
  name: 'making',
  usage: '[ROOM|new ROOM private [NICK,…]]',
  fields: {
    room: { schema: room.schema, meaning: room.meaning, optional: true },
    private: {
      schema: v.pipe(v.boolean(), v.description('true to make it: secret and invite-only')),
      optional: true,
    },
    invite: {
      schema: v.pipe(
        v.array(nick.schema),
        v.minLength(1),
        v.maxLength(MAX_INVITED_AT_ONCE),
        v.description(`with \`private\`, whom to invite: 1 to ${MAX_INVITED_AT_ONCE} nicks`),
      ),
      optional: true,
    },
  },
  faults: ['bad_room', 'bad_nick', 'bad_command'],
  rules: (of): Rule[] => [
    rule(of, [], nothing),
    rule(of, [`${of}.room`], only),
    rule(of, [newSign, `${of}.room`, `${of}.private`], together, ['new']),
    rule(of, [newSign, `${of}.room`, `${of}.private`, `${of}.invite`], together, ['new']),
    ...room.signs.map((sign) => rule(`${of}.room`, [sign], label('room', room.read), ['ROOM'])),
    rule(
      `${of}.private`,
      [literal('private')],
      label('private', () => true),
      ['private'],
    ),
    rule(
      `${of}.invite`,
      [nicksSign],
      label('invite', (typed) => typed.split(',').filter((each) => each !== '')),
      ['NICK,…'],
    ),
  ],
  check: ({ room: name, private: isPrivate, invite = [] }) =>
    stray(name, isPrivate, invite) ??
    (name === undefined ? undefined : room.check(name)) ??
    invite.map(checkNick).find((wrong) => wrong !== undefined),
  tidy: (given) => (given.private === false ? { private: undefined } : undefined),
  print: ({ room: name, private: isPrivate, invite }) => {
    if (name === undefined) return [];
    if (!isPrivate) return [name];
    return ['new', name, 'private', ...(invite ? [invite.join()] : [])];
  },
  takes: (text) => /^[#n]/i.test(text),
};

/** What is said of a new room says nothing of another one. */
function stray(
  name: string | undefined,
  isPrivate: boolean | undefined,
  invite: readonly string[],
): Fault | undefined {
  if (isPrivate && name === undefined) {
    return fault('bad_command', { message: '`room` is missing: how the new one is called.' });
  }
  if (isPrivate || invite.length === 0) return undefined;
  return fault('bad_command', { message: '`invite` goes with `private`: true.' });
}
