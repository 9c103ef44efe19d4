/** What a person remembers of what was done and said: chance draws on it to decide what they do next. */

import { isActOfStaff } from '../../grammar/acts.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventOf } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { placeIn } from '../history/checks/deeds.ts';
import { logged, logOf, type Tagged } from '../history/diary.ts';
import { after, type State } from '../history/state.ts';
import type { Mention } from '../history/whims/mind.ts';

/** How many messages one remembers, to refer to them. */
const MAX_MENTIONS = 12;
/** How many of the last commands that were done may be sent once more. */
const MAX_DONE = 8;

export class Memory {
  /** What its session is, as far as that was acknowledged. */
  state: State = { nick: '', rooms: [] };
  /** What it said itself and has not deleted, and what it has seen said. */
  own: Mention[] = [];
  seen: Mention[] = [];
  /** What it has seen staff do. */
  acts: Mention[] = [];
  /** The last commands that were done. */
  done: Tagged[] = [];
  /** It was told that it has a say in some room. */
  isStaff = false;
  /** The store has refused something: it looks what that has left. */
  doubts = false;
  /** How far it had read the logs that it reads no more. */
  readonly left = new Map<LogKey, number>();

  /** It has a new session, in which nothing was done. */
  begin(nick: string): void {
    this.state = { nick, rooms: [] };
    this.isStaff = false;
    this.done = [];
    this.own = [];
  }

  /** It goes on with its session, or is another person with it. */
  resume({ nick = '', rooms = [], room }: EventOf<'ok'>): void {
    this.state = { ...this.state, nick, rooms, current: room };
  }

  asks({ cmd, ...about }: Tagged & Partial<Mention>): void {
    if (cmd !== 'delete') return;
    const isIt = ({ target, seq }: Mention) => target === about.target && seq === about.seq;
    this.own = this.own.filter((each) => !isIt(each));
  }

  grant(command: Tagged, ok: EventOf<'ok'>): void {
    this.state = after(this.state, command);
    if (ok.rooms !== undefined && command.cmd === 'login') this.resume(ok);
    if (command.cmd === 'logout') this.begin(ok.nick ?? '');
    if (!isQuestion(command)) this.done = [...this.done, command].slice(-MAX_DONE);
    const at = says(command) ? placeIn(ok) : undefined;
    if (at) this.own = [...this.own, { target: at.log, seq: at.seq }].slice(-MAX_MENTIONS);
  }

  hear(event: Event): void {
    if (event.ev === 'error' && event.code === 'store_unavailable') this.doubts = true;
    const entry = logged(event);
    const { nick, rooms } = this.state;
    if (event.ev === 'room') this.isStaff ||= event.members.some((one) => leads(one, nick));
    if (event.ev === 'room' && event.re === undefined && !rooms.includes(event.room))
      this.state = { ...this.state, rooms: [...rooms, event.room] };
    if ((event.ev === 'kicked' || event.ev === 'parted') && event.nick === nick)
      this.state = after(this.state, { cmd: 'part', rooms: [event.room] });
    if (entry === undefined) return;
    const place = { target: logOf(entry), seq: entry.seq };
    if (entry.ev === 'message') this.seen = [...this.seen, place].slice(-MAX_MENTIONS);
    else if (isActOfStaff(entry)) this.acts = [...this.acts, place].slice(-MAX_MENTIONS);
  }
}

const leads = ({ nick, role }: EventOf<'room'>['members'][number], own: string): boolean =>
  nick === own && (role === 'owner' || role === 'op');

const says = ({ cmd }: Command): boolean => ['say', 'me', 'msg', 'notice', 'reply'].includes(cmd);

/** It is asked again when it is sent again. */
const isQuestion = ({ cmd }: Command): boolean =>
  ['whoami', 'names', 'history', 'search', 'ping', 'unread', 'audit', 'bans'].includes(cmd);
