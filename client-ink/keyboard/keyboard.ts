/**
 * The keyboard: what arrives from a terminal in raw mode, and when nothing does, made into keys. keyboard/sequences.ts
 * has the grammar, keyboard/names.ts the names.
 */
import { type Key, keyOf } from './names.ts';
import { type Report, reportOf } from './reports.ts';
import { read } from './sequences.ts';
import { atRest, type Read, type State, waited } from './states.ts';

export { type Key, keyNames } from './names.ts';
export type { Report } from './reports.ts';
export { patience } from './states.ts';

/** What is begun and not whole yet. */
type Keyboard = State;

/** The keys of a chunk or of a silence, and the keyboard after them. */
export interface Pressed {
  keys: Key[];
  reports: Report[];
  keyboard: Keyboard;
}

/** A keyboard of which nothing was heard. */
export const idle: Keyboard = atRest;

/** Something arrived. */
export const arrived = (keyboard: Keyboard, chunk: string): Pressed => named(read(keyboard, chunk));

/** Nothing arrived for as long as `patience` says. */
export const silent = (keyboard: Keyboard): Pressed => named(waited(keyboard));

const named = ({ sequences, state }: Read): Pressed => ({
  keys: sequences.map(keyOf).filter((key) => key !== undefined),
  reports: sequences.map(reportOf).filter((report) => report !== undefined),
  keyboard: state,
});
