/** What the client keeps of itself for its next run: its places with their last entries, drafts and lines, and who one is. */
import type * as v from 'valibot';
import type { Remembered } from '../../client/talk.ts';
import type { Tagged } from '../../client/unanswered.ts';
import { nickKey } from '../../grammar/names.ts';
import { emptyEditor } from '../editor/editor.ts';
import { lineOf } from '../editor/line.ts';
import { mayHoldPassword } from '../editor/understand.ts';
import { type Entries, type Entry, type KeptEntry, noEntries, prepend } from './entry.ts';
import { withHues } from './hues.ts';
import type { Kept, placeSchema } from './kept-schema.ts';
import type { Asked, Model } from './model.ts';
import { colouredIn, newPlace, type Pending, type Place } from './place.ts';

/** Of each place so many entries are kept: more than one screen shows. */
const MAX_KEPT_ENTRIES = 100;
/** Of each place so many lines that were typed are kept. */
const MAX_KEPT_LINES = 200;

/** What is kept of one place, without its entries. A password is never. */
export function keptPlace(place: Place, { asked, aliases }: Pick<Model, 'asked' | 'aliases'>) {
  const { kind, name, log, gone, newest, fates, unread, mentions, readTo, topic } = place;
  const { editor, about } = place;
  const oldest = firstNumber(keptEntries(place.entries)) || newest + 1;
  const draft = editor.at === editor.history.length ? editor.line.text : editor.draft;
  return {
    kind,
    name,
    newest,
    unread,
    mentions,
    topic,
    used: place.used,
    ...(log !== undefined && { log }),
    ...(gone && { gone }),
    ...(readTo !== undefined && { readTo }),
    ...(about !== undefined && about.is !== 'unknown' && { about }),
    fates: new Map([...fates].filter(([seq]) => seq >= oldest)),
    draft: mayHoldPassword(draft, aliases) ? '' : draft,
    lines: editor.history.slice(-MAX_KEPT_LINES),
    pending: place.pending.map((each) => keptPending(each, asked)),
  };
}

/** What is kept of the client as a whole, with what its link remembers. */
export function keptSelf(model: Model, remembered: Remembered) {
  const { token, store, nick, rooms, cursors, unanswered } = remembered;
  const saying = new Set(model.places.flatMap(({ pending }) => pending.map(({ tag }) => tag)));
  return {
    v: 2,
    order: model.places.map(({ id }) => id),
    shown: model.shown,
    ...(model.split && { split: model.split }),
    talk: {
      store,
      rooms: [...rooms],
      cursors: new Map(cursors),
      ...(token !== undefined && { token }),
      ...(nick !== undefined && { nick }),
      unanswered: unanswered.filter(({ tag }) => saying.has(tag)).map(lineOfJson),
    },
  };
}

/**
 * The model as an earlier run left it, before there is a connection. Only what is on the screen has its entries: the first
 * screen does not wait for the others, which come as `entriesLeft`, before anything else.
 */
export function restored(model: Model, { self, places, entriesOf }: Kept): Model {
  const onScreen = [self.shown, self.split?.other];
  const known = self.order.flatMap((id) => {
    const kept = places.get(id);
    if (kept === undefined) return [];
    const place = placeOf(id, kept);
    return [onScreen.includes(id) ? withLeft(place, entriesOf(id)) : place];
  });
  if (known[0]?.kind !== 'server') return model;
  const asked = [...places].flatMap(([id, { pending }]) =>
    pending.map(({ command, line }): [string, Asked] => [
      command.tag,
      { place: id, command, ...(line !== undefined && { line }) },
    ]),
  );
  const shown = known.some(({ id }) => id === self.shown) ? self.shown : known[0].id;
  return {
    ...model,
    store: self.talk.store,
    nick: self.talk.nick ?? '',
    isRestored: true,
    places: known,
    asked: new Map(asked),
    ...(self.split && { split: self.split }),
    shown,
    before: known[0].id,
    nextId: Math.max(...self.order) + 1,
  };
}

/** The entries that places of a restored model have not got yet. */
export const entriesLeft = ({ places }: Model, { entriesOf }: Kept) =>
  new Map(
    places.flatMap(({ id, entries }) => (entries.length > 0 ? [] : [[id, entriesOf(id)] as const])),
  );

/** The restored model with them. */
export const withEntriesLeft = (
  model: Model,
  left: ReadonlyMap<number, readonly KeptEntry[]>,
): Model => ({
  ...model,
  places: model.places.map((place) => withLeft(place, left.get(place.id) ?? [])),
});

/** What the link goes on with. Whoever asks for another nick than the last one has not come to go on with its session. */
export function talkOf({ self: { talk } }: Kept, nick: string | undefined): Remembered {
  const isSame =
    nick === undefined || (talk.nick !== undefined && nickKey(nick) === nickKey(talk.nick));
  const { token: _, nick: __, ...others } = talk;
  return isSame ? talk : { ...others, nick };
}

/** The number of the oldest entry of the log that goes on; 0 without one. */
const firstNumber = (entries: readonly KeptEntry[]): number =>
  entries.reduce((first, entry) => first || ('seq' in entry ? entry.seq : 0), 0);

/** A place before it has its entries. */
function placeOf(id: number, kept: v.InferOutput<typeof placeSchema>): Place {
  const { kind, name, lines, draft, pending, ...rest } = kept;
  return {
    ...newPlace(id, kind, name),
    ...rest,
    ...(kind === 'room' && { rejoins: true }),
    editor: { ...emptyEditor, line: lineOf(draft), history: lines, at: lines.length },
    pending: pending.map(({ command, text, how, to, isInDoubt }): Pending => {
      const { tag } = command;
      const state = isInDoubt ? ('perhaps' as const) : ('sending' as const);
      return { tag, text, how, command, state, ...(to !== undefined && { to }) };
    }),
  };
}

function withLeft(place: Place, left: readonly KeptEntry[]): Place {
  if (left.length === 0) return place;
  const { kind, unread } = place;
  const entries = prepend(
    noEntries,
    left.map((entry, index): Entry => ({ ...entry, id: index + 1 })),
  );
  const oldest = firstNumber(left);
  const isLogged = kind !== 'server' && oldest > 0;
  const isWhole = oldest === 1 || left.some((entry) => 'seq' in entry && entry.seq === 0);
  const firstUnread = entries.length - unread + 1;
  return {
    ...place,
    entries,
    oldest,
    hues: withHues(new Map(), entries.pieces.flat().flatMap(colouredIn)),
    ...(isLogged && { above: isWhole ? 'none' : 'more' }),
    ...(unread > 0 && firstUnread > 0 && { newFrom: firstUnread }),
    ...(kind === 'room' && { wasLeft: true }),
  };
}

/** What is kept of a window. */
export function keptEntries({ pieces }: Entries): KeptEntry[] {
  const found: KeptEntry[] = [];
  for (const piece of pieces.toReversed()) {
    for (const entry of piece.toReversed()) {
      if (entry.kind === 'presence' || entry.kind === 'note') continue;
      const { id: _, ...kept } = entry;
      found.push(kept);
      if (found.length === MAX_KEPT_ENTRIES) return found.reverse();
    }
  }
  return found.reverse();
}

const lineOfJson = (command: Tagged): string => JSON.stringify(command);

const keptPending = ({ command, tag, text, how, to, state }: Pending, asked: Model['asked']) => {
  const line = asked.get(tag)?.line;
  return {
    command: lineOfJson({ ...command, tag }),
    text,
    how,
    isInDoubt: state === 'perhaps',
    ...(to !== undefined && { to }),
    ...(line !== undefined && { line }),
  };
};
