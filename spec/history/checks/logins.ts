/** An account that was made is there until it is deleted, over deaths of the server: whoever logs in to it gets in. */
import type { Diary, Moment, Note } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { People } from './people.ts';

export function checkLogins(diaries: readonly Diary[], people: People): Problem[] {
  const accounts = Map.groupBy(diaries, ({ account }) => account ?? '');
  accounts.delete('');
  return [...accounts].flatMap(([account, devices]) => {
    const notes = devices.flatMap(({ name, notes }) => notes.map((note) => ({ name, note })));
    const trials = trialsIn(notes.map(({ note }) => note));
    return notes.flatMap(({ name: who, note }) => {
      if (note.on !== 'heard' || note.event.ev !== 'error') return [];
      const { event, moment, told } = note;
      const sent = trials.get(event.re ?? '')?.sent ?? 0;
      const text = `is refused: ${event.code}`;
      const problem = [{ text, who, moment, tag: event.re ?? '' }];
      if (event.code === 'wrong_password') return isThere(trials, sent, moment) ? problem : [];
      if (event.code !== 'has_account' || told === undefined) return [];
      return people.isAccount(account, sent, told) ? [] : problem;
    });
  });
}

/** That an account is made or deleted: when it was sent first, and when it was known how it ended. */
interface Trial {
  readonly cmd: string;
  readonly sent: Moment;
  done?: Moment;
  isRefused?: boolean;
}

function trialsIn(notes: readonly Note[]): Map<string, Trial> {
  const trials = new Map<string, Trial>();
  for (const note of notes.toSorted((one, other) => one.moment - other.moment)) {
    if (note.on === 'sent') {
      const { cmd, tag, ...given } = note.command;
      const isOf =
        cmd === 'register' || cmd === 'login' || (cmd === 'account' && 'delete' in given);
      if (isOf && !trials.has(tag)) trials.set(tag, { cmd, sent: note.moment });
    } else if (note.on === 'heard' && (note.event.ev === 'ok' || note.event.ev === 'error')) {
      const trial = trials.get(note.event.re ?? '');
      if (trial === undefined) continue;
      if (note.event.ev === 'ok') trial.done ??= note.moment;
      trial.isRefused = note.event.ev === 'error' && trial.done === undefined;
    }
  }
  return trials;
}

/** It was surely made before the one moment, and has surely not been deleted by the other. */
function isThere(trials: ReadonlyMap<string, Trial>, from: Moment, to: Moment): boolean {
  const all = [...trials.values()];
  return all.some(
    (made) =>
      made.cmd === 'register' &&
      made.done !== undefined &&
      made.done < from &&
      !all.some(
        ({ cmd, sent, done = to, isRefused }) =>
          cmd === 'account' && !isRefused && sent < to && done > made.sent,
      ),
  );
}
