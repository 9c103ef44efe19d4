/** What is left of an account that nobody is logged in to: its nick, and all else as JSON. */
import type { LogKey, PrivateKey, RoomKey } from '../../../grammar/names.ts';
import type { Identity, Seq, SessionId, Time } from '../ids.ts';
import type { Journal } from '../journal.ts';
import type { Choice, PersonState } from '../kept.ts';
import { Links } from '../links.ts';
import type { Account, Person, Private, Room, Session, Stay } from '../state.ts';
import { Table } from '../table.ts';
import { Asleep } from './sleepers.ts';

/** The sessions of somebody who sleeps. */
export const NOBODYS = { size: 0, values: (): Iterable<Session> => [] };

/** What the JSON says: what is kept of a person, and what is known of them besides, or otherwise. */
export interface PackedPerson {
  readonly state: Omit<PersonState, 'v' | 'nick' | 'rooms' | 'stays' | 'founded'>;
  readonly account: Account;
  readonly rooms?: readonly (readonly [RoomKey, joined: Seq, came: Seq, since: Time])[];
  readonly roles?: readonly RoomKey[];
  readonly knocked?: Time;
  readonly reported?: Time;
}

/** An account that sleeps. */
export class AsleepPerson extends Asleep {
  readonly nick: string;
  readonly #json: string;

  constructor(nick: string, packed: PackedPerson) {
    super();
    this.nick = nick;
    this.#json = JSON.stringify(packed);
  }

  get packed(): PackedPerson {
    return JSON.parse(this.#json) as PackedPerson;
  }
}

/** Where a person who wakes finds what is theirs. */
export interface Surrounding {
  readonly journal: Journal;
  readonly room: (key: RoomKey) => Room | undefined;
  readonly private: (key: PrivateKey) => Private | undefined;
}

/** A person who has nothing but what is given. */
export function newPerson(
  { journal, room }: Surrounding,
  its: Pick<Person, 'identity' | 'nick' | 'since'> & Partial<Person>,
): Person {
  return {
    named: false,
    rooms: new Links<RoomKey, Room, Stay>(journal, room),
    roles: undefined,
    quiet: NO_ROOMS,
    privates: undefined,
    away: undefined,
    bell: false,
    ignored: NOBODY,
    privacy: 'all',
    account: undefined,
    reads: undefined,
    notify: undefined,
    seen: undefined,
    knocked: undefined,
    reported: undefined,
    stored: false,
    sessions: new Table<SessionId, Session>(journal),
    ...its,
  };
}

const NO_ROOMS: ReadonlySet<RoomKey> = new Set();
const NOBODY: ReadonlyMap<Identity, string> = new Map();

/** What is kept of a person, but for where they are and what they have read. */
export const lasting = ({
  since,
  named,
  away,
  bell,
  ignored,
  privacy = 'all',
  quiet,
  notify,
  seen,
}: Omit<PersonState, 'v' | 'nick' | 'rooms'>) => ({
  ...{ since, named, away, bell: bell === true, privacy, seen },
  quiet: quiet ? new Set(quiet) : NO_ROOMS,
  ignored: ignored ? new Map(ignored) : NOBODY,
  notify: notify && new Map(notify.map(chosen)),
});

const chosen = ({
  room,
  ...choice
}: NonNullable<PersonState['notify']>[number]): [RoomKey | '', Choice] => [room ?? '', choice];

/** The account as it was. */
export function awake(around: Surrounding, identity: Identity, asleep: AsleepPerson): Person {
  const { journal, room } = around;
  const { state, account, rooms = [], roles, knocked, reported } = asleep.packed;
  const { privates, reads } = state;
  const stays = rooms.map(([key, joined, came, since]): [RoomKey, Stay] => [
    key,
    { joined, came, since },
  ]);
  const known = (privates ?? []).flatMap((key): [PrivateKey, Private][] => {
    const conversation = around.private(key);
    return conversation ? [[key, conversation]] : [];
  });
  return newPerson(around, {
    ...lasting(state),
    ...{ identity, nick: asleep.nick, account, knocked, reported, stored: true },
    rooms: new Links(journal, room, stays),
    roles:
      roles &&
      new Links(
        journal,
        room,
        roles.map((key) => [key, true]),
      ),
    privates: privates && new Table(journal, known),
    reads: reads && new Table<LogKey, Seq>(journal, reads),
  });
}
