/** How far accounts have read: one place for each of their logs, the same on all their devices. */
import type { LogKey } from '../../../grammar/names.ts';
import type { Seq } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import type { Person, Private, Room } from '../world/state.ts';
import { Table } from '../world/table.ts';

/** A person has read a log as far as `seq`; of guests that is not kept. */
export function readTo(journal: Journal, person: Person, key: LogKey, seq: Seq): void {
  if (person.account === undefined) return;
  if (person.reads === undefined) journal.set(person, 'reads', new Table(journal));
  person.reads?.put(key, seq);
}

/** A guest who becomes an account has read all that there is so far. */
export function readAll(journal: Journal, person: Person): void {
  for (const { key, fold } of logsOf(person)) readTo(journal, person, key, fold.seq);
}

/** How far somebody has read a log of theirs. */
export const readPlace = ({ reads }: Person, { key, fold }: Room | Private): Seq =>
  reads?.get(key) ?? fold.seq;

/** The rooms and the private logs of a person. */
export const logsOf = ({ rooms, privates }: Person): (Room | Private)[] => [
  ...rooms.values(),
  ...(privates?.values() ?? []),
];
