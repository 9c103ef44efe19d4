/** What people did, read from their diaries: each tagged command with all the answers that it ever got. */
import type { Command } from '../../../grammar/ast.ts';
import type { EventOf } from '../../../grammar/events.ts';
import type { Diary, Moment, Tagged } from '../diary.ts';

export type OkOrError = EventOf<'ok'> | EventOf<'error'>;

export interface Deed {
  readonly who: string;
  /** The nick of the account that `who` is a device of. */
  readonly account?: string | undefined;
  readonly command: Tagged;
  /** How often it was sent. */
  sent: number;
  /** In the order in which they came. */
  readonly answers: OkOrError[];
  /** Nobody will answer it any more. */
  dropped?: 'in doubt' | 'not said';
}

/** Something that should not be so. What it is about tells which notes are its story. */
export interface Problem {
  readonly text: string;
  readonly who?: string;
  readonly tag?: string;
  readonly log?: string;
  readonly seq?: number;
  readonly moment?: Moment;
}

/** Everything that was asked with a tag, in the order in which each person asked it first. */
export function deedsOf(diaries: readonly Diary[]): { deeds: Deed[]; strays: Problem[] } {
  const deeds = new Map<string, Deed>();
  const strays: Problem[] = [];
  for (const { name: who, account, notes } of diaries) {
    for (const note of notes) {
      if (note.on === 'sent') {
        const { command } = note;
        const deed = deeds.get(command.tag) ?? { who, account, command, sent: 0, answers: [] };
        deed.sent += 1;
        deeds.set(command.tag, deed);
      } else if (note.on === 'dropped') {
        for (const tag of note.tags) {
          const deed = deeds.get(tag);
          if (deed !== undefined) deed.dropped = note.as;
        }
      } else if (note.on === 'heard' && (note.event.ev === 'ok' || note.event.ev === 'error')) {
        const { event, moment } = note;
        // An `ok` to no tag is the answer to a `/ping` that the server wanted.
        if (event.ev === 'ok' && event.re === undefined) continue;
        // Whoever logs in is told of the rooms from which the account is banned.
        if (event.ev === 'error' && event.re === undefined && event.code === 'banned') continue;
        const deed = deeds.get(event.re ?? '');
        if (deed?.who === who) deed.answers.push(event);
        else strays.push({ text: `hears ${JSON.stringify(event)} unasked`, who, moment });
      }
    }
  }
  return { deeds: [...deeds.values()], strays };
}

/** The `ok` that a command got, if it was done. */
export function done({ answers }: Deed): EventOf<'ok'> | undefined {
  return answers.find((answer) => answer.ev === 'ok');
}

export interface Place {
  readonly log: string;
  readonly seq: number;
}

/** The place in a log that an `ok` names. */
export function placeIn(ok: EventOf<'ok'>): Place | undefined {
  const log = ok.room ?? ok.log;
  return log === undefined || ok.seq === undefined ? undefined : { log, seq: ok.seq };
}

/** Where the event is that a deed made, as it was acknowledged: what was read stands there already. */
export function placeOf(deed: Deed): Place | undefined {
  const ok = deed.command.cmd === 'read' ? undefined : done(deed);
  return ok && placeIn(ok);
}

/** Which deed each event comes from, by its place. */
export type Claims = ReadonlyMap<string, Deed>;

export const place = (log: string, seq: number): string => `${log} ${seq}`;

/** The rooms and private logs that a command names. */
export const placesOf = (command: Command | undefined): string[] =>
  command === undefined
    ? []
    : [
        ...('to' in command ? [command.to] : []),
        ...('target' in command && command.target !== undefined ? [command.target] : []),
        ...('room' in command && command.room !== undefined ? [command.room] : []),
        ...('rooms' in command ? (command.rooms ?? []) : []),
      ];
