/** What the state file holds, as it is checked when it is read. */
import * as v from 'valibot';
import { isFault } from '../../grammar/language.ts';
import { logKey, nickKey } from '../../grammar/names.ts';
import { language } from '../language/language.ts';
import type { KeptEntry } from './entry.ts';

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
  script: v.exactOptional(v.string()),
  answers: v.exactOptional(numbered),
  whole: mark,
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

const divider = v.object({ kind: v.literal('divider'), at: v.number(), text: v.string() });

const entry = v.variant('kind', [said, change, divider]);

/** The last entries of a place. Nearly all are messages to which nothing has happened: a short look at them is enough. */
export const entriesSchema = v.custom<KeptEntry[]>(
  (given) =>
    Array.isArray(given) && given.every((each) => isBareMessage(each) || v.is(entry, each)),
);

function isBareMessage(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false;
  const { kind, at, seq, from, how, text, ...rest } = given as Record<string, unknown>;
  return (
    kind === 'said' &&
    typeof at === 'number' &&
    typeof seq === 'number' &&
    typeof from === 'string' &&
    (how === 'say' || how === 'action' || how === 'notice') &&
    typeof text === 'string' &&
    Object.keys(rest).length === 0
  );
}

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

/** One place as it is kept, without its entries. */
export const placeSchema = v.object({
  kind: v.picklist(['server', 'room', 'private']),
  name: v.string(),
  log: v.exactOptional(log),
  gone: mark,
  newest: v.number(),
  fates: v.map(v.number(), fate),
  unread: v.number(),
  mentions: v.number(),
  readTo: v.exactOptional(v.number()),
  topic: v.string(),
  draft: v.string(),
  about: v.exactOptional(
    v.variant('is', [
      v.object({ is: v.literal('message'), named: v.string(), seq: v.number() }),
      v.object({ is: v.literal('lost'), named: v.string() }),
    ]),
  ),
  lines: v.array(v.string()),
  pending: v.array(pending),
  used: v.number(),
});

/** What is kept beside the places. `order` has their ids. In version 1 the entries of a place stood with the rest of it. */
export const selfSchema = v.object({
  v: v.picklist([1, 2]),
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
  /** The entries of a place, which are read only now: they are nearly all that there is. */
  entriesOf(id: number): readonly KeptEntry[];
}
