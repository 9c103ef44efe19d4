/** What the client keeps of itself for its next run: its places with their last entries, drafts and lines, and who one is. */
import * as v from 'valibot';
import type { Remembered } from '../../client/talk.ts';
import type { Tagged } from '../../client/unanswered.ts';
import { isFault } from '../../grammar/language.ts';
import { logKey, nickKey } from '../../grammar/names.ts';
import { emptyEditor } from '../editor/editor.ts';
import { lineOf } from '../editor/line.ts';
import { mayHoldPassword } from '../editor/understand.ts';
import { language } from '../language.ts';
import { type Entry, firstSeq, noEntries, prepend, type RoomChanged, type Said } from './entry.ts';
import { withHues } from './hues.ts';
import type { Asked, Model } from './model.ts';
import { colouredIn, newPlace, type Pending, type Place } from './place.ts';

/** Of each place so many entries are kept: more than one screen shows. */
const MAX_KEPT_ENTRIES = 100;
/** Of each place so many lines that were typed are kept. */
const MAX_KEPT_LINES = 200;

const mark = v.exactOptional(v.literal(true));
const numbered = v.object({ seq: v.number(), from: v.string() });

const said = v.object({
  kind: v.literal('said'),
  at: v.number(),
  seq: v.number(),
  from: v.string(),
  how: v.picklist(['say', 'action', 'notice']),
  text: v.string(),
  mention: mark,
  mine: mark,
  answers: v.exactOptional(numbered),
  edited: v.exactOptional(v.number()),
  deleted: v.exactOptional(v.string()),
  reactions: v.exactOptional(
    v.array(v.object({ emoji: v.string(), nicks: v.array(v.string()), mine: mark })),
  ),
});
const change = v.object({
  kind: v.literal('change'),
  at: v.number(),
  seq: v.number(),
  from: v.string(),
  text: v.string(),
});

const reacted = v.object({
  cleared: v.number(),
  each: v.map(v.string(), v.object({ seq: v.number(), on: v.boolean(), nick: v.string() })),
});
const fate = v.object({
  edited: v.exactOptional(v.object({ seq: v.number(), text: v.string() })),
  deleted: v.exactOptional(v.object({ seq: v.number(), reason: v.string() })),
  reacted: v.map(v.pipe(v.string(), v.transform(nickKey)), reacted),
});

/** A command is kept as the line of JSON that says it. */
const command = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = language.readObject(dataset.value);
    if (!isFault(read) && read.tag !== undefined) return { ...read, tag: read.tag };
    addIssue({ message: 'is no command with a tag.' });
    return NEVER;
  }),
);

const pending = v.object({
  command,
  text: v.string(),
  how: v.picklist(['say', 'action', 'notice']),
  to: v.exactOptional(v.string()),
  isInDoubt: v.boolean(),
  line: v.exactOptional(v.string()),
});

const log = v.pipe(v.string(), v.transform(logKey));

/** One place as it is kept. */
export const placeSchema = v.object({
  kind: v.picklist(['server', 'room', 'private']),
  name: v.string(),
  log: v.exactOptional(log),
  gone: mark,
  entries: v.array(v.union([said, change])),
  newest: v.number(),
  fates: v.map(v.number(), fate),
  unread: v.number(),
  mentions: v.number(),
  readTo: v.exactOptional(v.number()),
  topic: v.string(),
  draft: v.string(),
  lines: v.array(v.string()),
  pending: v.array(pending),
  used: v.number(),
});

/** What is kept beside the places. `order` has their ids. */
export const selfSchema = v.object({
  v: v.literal(1),
  order: v.array(v.number()),
  shown: v.number(),
  split: v.exactOptional(
    v.object({ how: v.picklist(['beside', 'above']), other: v.number(), second: v.boolean() }),
  ),
  talk: v.object({
    token: v.exactOptional(v.string()),
    store: v.string(),
    nick: v.exactOptional(v.string()),
    rooms: v.array(v.string()),
    cursors: v.map(log, v.number()),
    unanswered: v.array(command),
  }),
});

/** All that an earlier run has left, checked. */
export interface Kept {
  readonly self: v.InferOutput<typeof selfSchema>;
  readonly places: ReadonlyMap<number, v.InferOutput<typeof placeSchema>>;
}

/** What is kept of one place. A password is never. */
export function keptPlace(place: Place, asked: Model['asked']) {
  const { kind, name, log, gone, newest, fates, unread, mentions, readTo, topic, editor } = place;
  const entries = lastLogged(place);
  const oldest = entries[0]?.seq ?? newest + 1;
  const draft = editor.at === editor.history.length ? editor.line.text : editor.draft;
  return {
    ...{ kind, name, newest, unread, mentions, topic, used: place.used },
    ...(log !== undefined && { log }),
    ...(gone && { gone }),
    ...(readTo !== undefined && { readTo }),
    entries,
    fates: new Map([...fates].filter(([seq]) => seq >= oldest)),
    draft: mayHoldPassword(draft) ? '' : draft,
    lines: editor.history.slice(-MAX_KEPT_LINES),
    pending: place.pending.map((each) => keptPending(each, asked)),
  };
}

/** What is kept of the client as a whole, with what its link remembers. */
export function keptSelf(model: Model, remembered: Remembered) {
  const { token, store, nick, rooms, cursors, unanswered } = remembered;
  const saying = new Set(model.places.flatMap(({ pending }) => pending.map(({ tag }) => tag)));
  return {
    v: 1,
    order: model.places.map(({ id }) => id),
    shown: model.shown,
    ...(model.split && { split: model.split }),
    talk: {
      ...{ store, rooms: [...rooms], cursors: new Map(cursors) },
      ...(token !== undefined && { token }),
      ...(nick !== undefined && { nick }),
      unanswered: unanswered.filter(({ tag }) => saying.has(tag)).map(lineOfJson),
    },
  };
}

/** The model as an earlier run left it, before there is a connection. */
export function restored(model: Model, { self, places }: Kept): Model {
  const known = self.order.flatMap((id) => {
    const kept = places.get(id);
    return kept === undefined ? [] : [placeOf(id, kept)];
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
    places: known,
    asked: new Map(asked),
    ...(self.split && { split: self.split }),
    ...{ shown, before: known[0].id, nextId: Math.max(...self.order) + 1 },
  };
}

/** What the link goes on with. Whoever asks for another nick than the last one has not come to go on with its session. */
export function talkOf({ self: { talk } }: Kept, nick: string | undefined): Remembered {
  const isSame =
    nick === undefined || (talk.nick !== undefined && nickKey(nick) === nickKey(talk.nick));
  const { token: _, nick: __, ...others } = talk;
  return isSame ? talk : { ...others, nick };
}

function placeOf(id: number, kept: v.InferOutput<typeof placeSchema>): Place {
  const { kind, name, entries: logged, lines, draft, pending, unread, newest, ...rest } = kept;
  const entries = prepend(
    noEntries,
    logged.map((entry, index): Entry => ({ ...entry, id: index + 1 })),
  );
  const oldest = firstSeq(entries);
  const isLogged = kind !== 'server' && oldest > 0;
  const firstUnread = entries.length - unread + 1;
  return {
    ...newPlace(id, kind, name),
    ...rest,
    ...{ entries, oldest, newest, unread },
    hues: withHues(new Map(), entries.pieces.flat().flatMap(colouredIn)),
    ...(isLogged && { above: oldest === 1 ? 'none' : 'more' }),
    ...(unread > 0 && firstUnread > 0 && { newFrom: firstUnread }),
    ...(kind === 'room' && entries.length > 0 && { wasLeft: true }),
    editor: { ...emptyEditor, line: lineOf(draft), history: lines, at: lines.length },
    pending: pending.map(({ command, text, how, to, isInDoubt }): Pending => {
      const { tag } = command;
      const state = isInDoubt ? ('perhaps' as const) : ('sending' as const);
      return { tag, text, how, command, state, ...(to !== undefined && { to }) };
    }),
  };
}

type Logged = Omit<Said, 'id'> | Omit<RoomChanged, 'id'>;

/** The newest entries that have a number in the log. */
function lastLogged({ entries }: Place): Logged[] {
  const found: Logged[] = [];
  for (const piece of entries.pieces.toReversed()) {
    for (const entry of piece.toReversed()) {
      if (!('seq' in entry) || entry.seq === 0) continue;
      const { id: _, ...logged } = entry;
      found.push(logged);
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
    ...{ text, how, isInDoubt: state === 'perhaps' },
    ...(to !== undefined && { to }),
    ...(line !== undefined && { line }),
  };
};
