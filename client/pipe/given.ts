/** What somebody types behind an option of `send` or `tail`, or in the place of an argument: each is taken, or refused with what is wrong with it. */
import { InvalidArgumentError } from 'commander';
import {
  isRoomName,
  newNickProblem,
  nickProblem,
  privateProblem,
  roomProblem,
} from '../../grammar/names.ts';
import { readAddress, whyNoAddress } from '../dial/address.ts';

/** A whole number between two, inclusive. */
export function whole(least: number, most: number): (given: string) => number {
  return (given) => {
    const value = Number(given);
    if (/^\d+$/.test(given) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is not a whole number from ${least} to ${most}.`);
  };
}

/** Where a server listens. */
export function server(given: string): string {
  if (readAddress(given) !== undefined) return given;
  throw new InvalidArgumentError(`It is no server: ${whyNoAddress(given)}`);
}

/** The name of a room. */
export function room(given: string): string {
  const problem = roomProblem(given);
  if (problem === undefined) return given;
  throw new InvalidArgumentError(`A room's name ${problem}.`);
}

/** A nick that may be taken. */
export function newNick(given: string): string {
  const problem = newNickProblem(given);
  if (problem === undefined) return given;
  throw new InvalidArgumentError(`A nick ${problem}.`);
}

/** A room, a private log, or whoever has a nick. */
export function target(given: string): string {
  if (isRoomName(given)) return room(given);
  const [what, problem] = given.startsWith('@')
    ? ['private log', privateProblem(given)]
    : ['nick', nickProblem(given)];
  if (problem === undefined) return given;
  throw new InvalidArgumentError(`A ${what} ${problem}.`);
}
