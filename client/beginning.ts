/** The set-up of a new session: it takes the nick and enters the rooms, either as far as that goes or all of it. */
import { MAX_LISTED } from '../grammar/arguments/lists.ts';
import type { Command, CommandOf } from '../grammar/ast.ts';
import { type LogKey, logKey, MAX_NICK_LENGTH, type NickKey, nickKey } from '../grammar/names.ts';
import type { Cursors, Setup, SetupStep } from './talk.ts';

/** The set-up tries at most this many nicks; then the person stays a guest. */
const MAX_NICKS_TRIED = 4;

/** Whoever logs in, and with what: without a password, the certificate that the connection shows. */
export interface Account {
  readonly nick: string;
  readonly password?: string;
}

/** What a person begins with. */
interface Beginning {
  nick?: string;
  /** Each new session logs in to it, before it enters a room; then `nick` does not matter. */
  account?: Account;
  rooms: readonly string[];
}

/** The set-up for a person: a refusal is told, and the rest goes on. After a lost session it takes the same nick and rooms again. */
export function beginning(options: Beginning): Setup {
  const { account } = options;
  return (memory) => {
    const nick = memory.nick ?? options.nick;
    const rooms = memory.again ? memory.rooms : options.rooms;
    const who = account ? [logIn(account)] : nick === undefined ? [] : [take(nick)];
    return [...who, ...joinSteps(rooms, memory.cursors)];
  };
}

/** The set-up for a program: a refusal is the end. The nick comes first, so that nothing is ever said under another; it is in the rooms that it names alone. */
export function strictSetup(options: {
  nick?: string;
  /** Of the account that the nick is: then one logs in to it. */
  token?: string;
  /** The connection shows a certificate of that account: then one logs in to it, too. */
  isCertified?: boolean;
  rooms?: readonly string[];
  quiet?: boolean;
}): Setup {
  return (memory) => {
    const nick = memory.nick ?? options.nick;
    const rooms = memory.again ? memory.rooms : (options.rooms ?? []);
    const { token: password, isCertified } = options;
    const login: Command | undefined =
      (password !== undefined || isCertified) && options.nick !== undefined
        ? { cmd: 'login', nick: options.nick, ...(password !== undefined && { password }) }
        : undefined;
    const take: Command[] = nick === undefined ? [] : [login ?? { cmd: 'nick', nick, quiet: true }];
    const joins = Array.from({ length: Math.ceil(rooms.length / MAX_LISTED) }, (_, page) => ({
      ...join(rooms.slice(page * MAX_LISTED, (page + 1) * MAX_LISTED), memory.cursors),
      ...(options.quiet && { quiet: true as const }),
    }));
    return [...take, ...joins].map((command) => ({ command }));
  };
}

/** Enters rooms, each from its cursor if there is one. */
function join(rooms: readonly string[], cursors: Cursors): CommandOf<'join'> {
  const after = rooms.flatMap((room) => {
    const seq = cursors.get(logKey(room));
    return seq === undefined ? [] : [[room, seq] as const];
  });
  const from = after.length === 0 ? {} : { cursors: Object.fromEntries(after) };
  return { cmd: 'join', rooms: [...rooms], ...from };
}

/** Logs in. When that is refused, the person stays a guest, and is told why. */
const logIn = (account: Account): SetupStep => ({
  command: { cmd: 'login', ...account },
  refused: () => [],
});

/** Takes a nick, or the same with a `_` when it is in use: ann, ann_, ann__. */
function take(nick: string, earlier: readonly NickKey[] = []): SetupStep {
  const tried = [...earlier, nickKey(nick)];
  return {
    command: { cmd: 'nick', nick },
    refused({ code }) {
      const next = `${[...nick].slice(0, MAX_NICK_LENGTH - 1).join('')}_`;
      const again = tried.length < MAX_NICKS_TRIED && !tried.includes(nickKey(next));
      return code === 'nick_taken' && again ? [take(next, tried)] : [];
    },
  };
}

/** Enters all rooms at once. When that is refused, enters each by itself, without a cursor that is wrong. */
function joinSteps(rooms: readonly string[], cursors: Cursors): SetupStep[] {
  if (rooms.length > MAX_LISTED) {
    return [
      ...joinSteps(rooms.slice(0, MAX_LISTED), cursors),
      ...joinSteps(rooms.slice(MAX_LISTED), cursors),
    ];
  }
  if (rooms.length === 0) return [];
  return [
    {
      command: join(rooms, cursors),
      refused({ code, target }) {
        if (code === 'bad_cursor' && target)
          return joinSteps(rooms, without(cursors, logKey(target)));
        return rooms.length > 1 ? rooms.flatMap((room) => joinSteps([room], cursors)) : [];
      },
    },
  ];
}

/** The cursors without the wrong one. Without any, when none is known to be wrong, so that this ends. */
function without(cursors: Cursors, log: LogKey): Cursors {
  return new Map(cursors.has(log) ? [...cursors].filter(([key]) => key !== log) : []);
}
