/** What somebody who wants to do something may draw on. */
import type { Command } from '../../../grammar/ast.ts';
import type { Chance } from '../../hostile/chance.ts';
import type { State } from '../state.ts';

/** An event that one can refer to. */
export interface Mention {
  readonly target: string;
  readonly seq: number;
}

export interface Mind {
  readonly name: string;
  readonly chance: Chance;
  /** What the session will be when all that was asked is done. */
  readonly state: State;
  /** The nick of the account that it is a device of. */
  readonly account?: string | undefined;
  /** All rooms that there are. */
  readonly rooms: readonly string[];
  /** How far a log has been heard, if it has. */
  readonly cursor: (log: string) => number | undefined;
  /** What others are called at the moment. */
  readonly others: readonly string[];
  readonly privates: readonly string[];
  /** What it said itself and has not deleted. */
  readonly own: readonly Mention[];
  /** What was said by anybody in rooms where it is, or in private. */
  readonly seen: readonly Mention[];
  /** What staff did in rooms where it is. */
  readonly acts: readonly Mention[];
}

/** A command for whoever has this in mind, if there is one. */
export type Whim = (mind: Mind, tag: string) => Command | undefined;

/** Each with how often it comes to somebody's mind. */
export type Whims = readonly (readonly [weight: number, whim: Whim])[];

export const inSomeRoom =
  (make: (room: string, mind: Mind, tag: string) => Command | undefined): Whim =>
  (mind, tag) => {
    const { rooms } = mind.state;
    return rooms.length === 0 ? undefined : make(mind.chance.pick(rooms), mind, tag);
  };

export const somebody =
  (make: (nick: string) => Command): Whim =>
  ({ others, chance }) =>
    others.length === 0 ? undefined : make(chance.pick(others));

/** About somebody else in some room. */
export const aboutSomebody = (
  make: (where: { room: string; nick: string }, mind: Mind, tag: string) => Command,
): Whim =>
  inSomeRoom((room, mind, tag) =>
    mind.others.length === 0
      ? undefined
      : make({ room, nick: mind.chance.pick(mind.others) }, mind, tag),
  );
