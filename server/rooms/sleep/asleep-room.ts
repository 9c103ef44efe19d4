/** What is left of a room in which nobody is: what lists tell of it, who stays in it offline, and all else as JSON. */
import type { RoomKey } from '../../../grammar/names.ts';
import type { RoomAbout } from '../durable/kept.ts';
import { emptyLog, type Fold, type Topic } from '../logs/fold.ts';
import type { Identity, Seq, Time } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import type { Address, Person, Room } from '../world/state.ts';
import { Table } from '../world/table.ts';
import { Asleep } from './sleepers.ts';

/** What the JSON says. */
interface PackedRoom {
  readonly about: Omit<RoomAbout, 'v' | 'name' | 'topic'>;
  readonly amended?: Seq;
  readonly madeFrom?: string;
  readonly spoke?: readonly (readonly [Identity, Time])[];
}

/** A room that sleeps. */
export class AsleepRoom extends Asleep {
  readonly name: string;
  readonly seq: Seq;
  readonly topic: Topic | undefined;
  readonly isSecret: boolean;
  readonly stays: readonly Identity[];
  readonly #json: string;

  constructor(
    its: Pick<AsleepRoom, 'name' | 'seq' | 'topic' | 'stays'>,
    { about, ...besides }: PackedRoom,
  ) {
    super();
    this.name = its.name;
    this.seq = its.seq;
    this.topic = its.topic;
    this.stays = its.stays;
    this.isSecret = about.settings?.some(({ name }) => name === 'secret') ?? false;
    this.#json = JSON.stringify({ about, ...besides } satisfies PackedRoom);
  }

  get packed(): PackedRoom {
    return JSON.parse(this.#json) as PackedRoom;
  }
}

/** What everybody who finds a room may know of it, awake or asleep. */
export interface Glimpse {
  readonly key: RoomKey;
  readonly name: string;
  readonly seq: Seq;
  readonly topic: Topic | undefined;
  readonly isSecret: boolean;
  /** How many are in it. */
  readonly count: number;
}

/** The fold of a room's log that ends at `seq`. */
export const foldOf = (
  seq: Seq,
  {
    topic,
    roles,
    settings = [],
    invited,
    measures = [],
    acts = [],
    formerly = [],
  }: Omit<RoomAbout, 'v' | 'name'>,
): Fold => ({
  ...emptyLog,
  seq,
  topic,
  policy: {
    roles: new Map(roles),
    settings: new Map(settings.map((set) => [set.name, set])),
    invited: new Map(invited),
    measures,
    formerly,
    acts,
  },
});

/** A room in which nobody is. */
export const emptyRoom = (
  journal: Journal,
  its: Pick<Room, 'key' | 'name'> & Partial<Room>,
): Room => ({
  members: new Table<Identity, Person>(journal),
  stays: new Table<Identity, true>(journal),
  spoke: new Table<Identity, Time>(journal),
  madeFrom: undefined,
  bells: undefined,
  fold: emptyLog,
  counting: false,
  ...its,
});

/** The room as it was. */
export function awakeRoom(
  journal: Journal,
  key: RoomKey,
  { name, seq, topic, stays, packed }: AsleepRoom,
  addressOf: (name: string) => Address,
): Room {
  const { about, amended = 0, madeFrom, spoke } = packed;
  const fold = { ...foldOf(seq, { ...about, ...(topic && { topic }) }), amended };
  return emptyRoom(journal, {
    key,
    name,
    fold,
    madeFrom: madeFrom === undefined ? undefined : addressOf(madeFrom),
    stays: new Table(
      journal,
      stays.map((who) => [who, true] as const),
    ),
    spoke: new Table(journal, spoke),
  });
}
