/** What the hub must know of each kind of effect until its turn is committed: one row each, checked by the compiler. */
import type { Event, Logged } from '../../grammar/events.ts';
import type { Effect } from './effects.ts';
import type { Party, SessionId } from './world/ids.ts';

interface Trait<E> {
  /** True when the store keeps it, as a part of the turn. */
  readonly kept: boolean;
  /** What it does to a connection before it is committed: it holds the next line, or changes how that is read. */
  readonly begins: 'nothing' | 'hold' | 'reading' | 'move';
  /** True when it rests on the world, so that it has to wait for the commit. */
  readonly waits: boolean;
  /** Whom it concerns, and the room that is called otherwise from then on: later answers to them, or about it, come behind it. */
  readonly whose: (effect: E) => Party | readonly Party[] | undefined;
  /** Its weight while it is held: 1, and more for a long text, and 1 for each entry of a list. */
  readonly weight: (effect: E) => number;
}

type OfKind<K extends Effect['do']> = Effect & { do: K };

const nobody = () => undefined;
const who = ({ who }: { who: SessionId }) => who;
const light = () => 1;

/** The traits of every kind of effect, by its name. */
const traits = {
  enter: { kept: false, begins: 'nothing', waits: true, whose: who, weight: light },
  leave: { kept: false, begins: 'nothing', waits: true, whose: who, weight: light },
  hide: { kept: false, begins: 'nothing', waits: true, whose: who, weight: light },
  record: {
    kept: true,
    begins: 'nothing',
    waits: true,
    whose: ({ by, event, log }) => (event.ev === 'renamed' ? [by, log] : by),
    weight: ({ event }) => 1 + Math.floor(lengthOf(event) / CHARACTERS_PER_WEIGHT),
  },
  'keep-person': {
    kept: true,
    begins: 'nothing',
    waits: true,
    whose: ({ identity }) => identity,
    weight: light,
  },
  'keep-account': {
    kept: true,
    begins: 'nothing',
    waits: true,
    whose: ({ identity }) => identity,
    weight: light,
  },
  'keep-regime': { kept: true, begins: 'nothing', waits: true, whose: nobody, weight: light },
  'keep-session': { kept: true, begins: 'nothing', waits: true, whose: who, weight: light },
  forget: { kept: true, begins: 'nothing', waits: true, whose: nobody, weight: light },
  announce: {
    kept: false,
    begins: 'nothing',
    waits: true,
    whose: ({ also }) => also?.[0],
    weight: light,
  },
  tell: {
    kept: false,
    begins: 'nothing',
    waits: false,
    whose: ({ to }) => to,
    weight: ({ event }) => 1 + entriesOf(event),
  },
  report: {
    kept: false,
    begins: 'nothing',
    waits: true,
    whose: nobody,
    weight: ({ report }) => 1 + ('accounts' in report ? (report.accounts?.length ?? 0) : 0),
  },
  warn: { kept: false, begins: 'nothing', waits: true, whose: nobody, weight: light },
  gather: { kept: false, begins: 'nothing', waits: true, whose: nobody, weight: light },
  replay: { kept: false, begins: 'nothing', waits: true, whose: ({ to }) => to, weight: light },
  ask: { kept: false, begins: 'hold', waits: false, whose: ({ by }) => by, weight: light },
  remind: { kept: false, begins: 'nothing', waits: false, whose: nobody, weight: light },
  ring: { kept: false, begins: 'nothing', waits: true, whose: who, weight: light },
  speak: { kept: false, begins: 'reading', waits: true, whose: who, weight: light },
  adopt: { kept: false, begins: 'move', waits: true, whose: ({ by }) => by, weight: light },
  detach: { kept: false, begins: 'nothing', waits: true, whose: who, weight: light },
  end: { kept: false, begins: 'nothing', waits: true, whose: who, weight: light },
} as const satisfies { readonly [K in Effect['do']]: Trait<OfKind<K>> };

type Traits = typeof traits;
type With<T> = { [K in Effect['do']]: Traits[K] extends T ? OfKind<K> : never }[Effect['do']];

/** The effects that are a part of what is committed. */
export type KeptEffect = With<{ readonly kept: true }>;
/** The effects that do something to a connection at once. */
export type EarlyEffect = With<{ readonly begins: 'hold' | 'reading' | 'move' }>;

const rows: { readonly [K in Effect['do']]: Trait<OfKind<K>> } = traits;
const traitOf = <K extends Effect['do']>(effect: OfKind<K>): Trait<OfKind<K>> => rows[effect.do];

/** True for an effect that the turn stores. */
export const isKept = (effect: Effect): effect is KeptEffect => traits[effect.do].kept;
/** True for an effect of which a part happens before the commit; the performer returns the inverse of that part. */
export const isEarly = (effect: Effect): effect is EarlyEffect =>
  traits[effect.do].begins !== 'nothing';
/** True for an effect that nobody may hear of before the commit. */
export const waits = (effect: Effect): boolean => traits[effect.do].waits;
/** Whom the effect concerns, and which room: answers to them, or about it, keep their order behind it. */
export const whose = (effect: Effect): Party | readonly Party[] | undefined =>
  traitOf(effect).whose(effect);
/** How much the effect counts towards a full turn: 1 for a small one. */
export const weight = (effect: Effect): number => traitOf(effect).weight(effect);

/** This many characters of a text weigh 1. */
const CHARACTERS_PER_WEIGHT = 256;

const lengthOf = (event: Logged): number => ('text' in event ? (event.text?.length ?? 0) : 0);

function entriesOf(event: Event): number {
  switch (event.ev) {
    case 'room':
      return event.members.length;
    case 'rooms':
      return event.rooms.length;
    case 'who':
      return event.people.length;
    case 'history':
    case 'audit':
    case 'search':
      return event.events.length;
    default:
      return 0;
  }
}
