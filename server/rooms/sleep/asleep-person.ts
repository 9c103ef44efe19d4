/** What is left of an account that nobody is logged in to: its nick, and all else as JSON. */
import {
  isPrivateKey,
  type LogKey,
  type PrivateKey,
  type RoomKey,
} from '../../../grammar/names.ts';
import type { Choice, PersonState } from '../durable/kept.ts';
import type { Identity, Seq, SessionId } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import { Links } from '../world/links.ts';
import type { Session, Stay } from '../world/state.ts';
import { type Account, ALWAYS, type Person, type Private, type Room } from '../world/state.ts';
import { Table } from '../world/table.ts';
import { Asleep } from './sleepers.ts';

/** The sessions of somebody who sleeps. */
export const NOBODYS = { size: 0, values: (): Iterable<Session> => [] };

/** What the JSON says: what is kept of a person and their account, and what is known of them besides. */
export interface PackedPerson {
  readonly state: PersonState;
  readonly account: Account;
  readonly roles?: readonly RoomKey[];
}

/** An account that sleeps. */
export class AsleepPerson extends Asleep {
  readonly nick: string;
  readonly #json: string;

  constructor(packed: PackedPerson) {
    super();
    this.nick = packed.state.nick;
    this.#json = JSON.stringify(packed);
  }

  get packed(): PackedPerson {
    return JSON.parse(this.#json) as PackedPerson;
  }
}

/** Where a person finds what is theirs. */
interface WakingPorts {
  readonly journal: Journal;
  /** A room, which wakes; the key that its name leads to; and where its log ends. */
  readonly room: (key: RoomKey) => Room | undefined;
  keyOf(name: string): RoomKey;
  endOf(room: RoomKey): Seq | undefined;
  private(key: PrivateKey): Private | undefined;
}

const NO_ROOMS: ReadonlySet<RoomKey> = new Set();
const NOBODY: ReadonlyMap<Identity, string> = new Map();

/** A person who has nothing but what is given. */
export const newPerson = (
  ports: WakingPorts,
  its: Pick<Person, 'identity' | 'nick' | 'since'> & Partial<Person>,
): Person => ({
  named: false,
  rooms: new Links<RoomKey, Room, Stay>(ports.journal, ports.room),
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
  stored: false,
  sessions: new Table<SessionId, Session>(ports.journal),
  ...its,
});

/** What is kept of a person, but for where they are and what they have read. */
export const lasting = (state: PersonState) => {
  const { since, named, away, bell, ignored, privacy = 'all', quiet, notify, seen } = state;
  return {
    since,
    named,
    away,
    bell: bell === true,
    privacy,
    seen,
    quiet: quiet ? new Set(quiet) : NO_ROOMS,
    ignored: ignored ? new Map(ignored) : NOBODY,
    notify: notify && new Map(notify.map(chosen)),
  };
};

const chosen = ({
  room,
  ...choice
}: NonNullable<PersonState['notify']>[number]): [RoomKey | '', Choice] => [room ?? '', choice];

/** The rooms of a person who was kept, each with its spelling and how long they have been there. */
export const roomsOf = ({ rooms, stays }: PersonState): { name: string; stay: Stay }[] =>
  rooms.map((name, place) => {
    const kept = stays?.[place];
    const stay = kept ? { joined: kept[0], came: kept[1], since: kept[2] } : ALWAYS;
    return { name, stay };
  });

/** The account as it was, as far as its logs are there. */
export function awake(ports: WakingPorts, identity: Identity, asleep: AsleepPerson): Person {
  const { journal, room: find } = ports;
  const { state, account, roles } = asleep.packed;
  const stays = roomsOf(state).map(({ name, stay }) => [ports.keyOf(name), stay] as const);
  const privates = state.privates?.flatMap((key): [PrivateKey, Private][] => {
    const conversation = ports.private(key);
    return conversation ? [[key, conversation]] : [];
  });
  const endOf = (key: LogKey): Seq | undefined =>
    isPrivateKey(key) ? ports.private(key)?.fold.seq : ports.endOf(key);
  const reads = state.reads?.flatMap(([key, seq]): [LogKey, Seq][] => {
    const end = endOf(key);
    return end === undefined ? [] : [[key, Math.min(seq, end)]];
  });
  return newPerson(ports, {
    ...lasting(state),
    identity,
    nick: asleep.nick,
    account,
    stored: true,
    rooms: new Links(journal, find, stays),
    roles:
      roles &&
      new Links(
        journal,
        find,
        roles.map((key) => [key, true] as const),
      ),
    privates: privates && new Table(journal, privates),
    reads: reads && new Table(journal, reads),
  });
}
