/**
 * The fate of a message: its latest text, its deletion, and its reactions. The result does not depend on the order in which
 * the events are heard, nor on repeats, since history is read from its end.
 */
import { type NickKey, nickKey } from '../../grammar/names.ts';
import type { Happening } from '../../grammar/sentences/message.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Reaction, Said } from './entry.ts';
import { isCalledIn, type Self } from './self.ts';

/** What is known of what happened to one message. */
export interface Fate {
  readonly edited?: { readonly seq: number; readonly text: string };
  readonly deleted?: { readonly seq: number; readonly reason: string };
  readonly reacted: ReadonlyMap<NickKey, Reacted>;
}

/** What a person did last with each emoji. */
interface Reacted {
  /** When they took back whatever they had reacted with before. */
  readonly cleared: number;
  readonly each: ReadonlyMap<string, Latest>;
}

/** Whether they react with an emoji, since which event, and what they were called then. */
interface Latest {
  readonly seq: number;
  readonly on: boolean;
  readonly nick: string;
}

/** By the `seq` of the message. */
export type Fates = ReadonlyMap<number, Fate>;

const untouched: Fate = { reacted: new Map() };

/** The fate after one more event; the same object when the event tells nothing new. */
export function befell(fate: Fate = untouched, event: Happening): Fate {
  const { seq } = event;
  switch (event.ev) {
    case 'edit':
      // Without its text it was replaced by a later one, or by a deletion.
      if (event.text === undefined || seq <= (fate.edited?.seq ?? 0)) return fate;
      return { ...fate, edited: { seq, text: event.text } };
    case 'delete':
      if (seq <= (fate.deleted?.seq ?? 0)) return fate;
      return { ...fate, deleted: { seq, reason: event.reason ?? '' } };
    case 'react':
      return withReaction(fate, event.emoji, { seq, on: true, nick: event.from });
    case 'unreact':
      return event.emoji === undefined
        ? cleared(fate, event.from, seq)
        : withReaction(fate, event.emoji, { seq, on: false, nick: event.from });
    default:
      return unreachable(event);
  }
}

const by = (fate: Fate, nick: string): Reacted =>
  fate.reacted.get(nickKey(nick)) ?? { cleared: 0, each: new Map() };

const withPerson = (fate: Fate, nick: string, person: Reacted): Fate => ({
  ...fate,
  reacted: new Map(fate.reacted).set(nickKey(nick), person),
});

function withReaction(fate: Fate, emoji: string, reaction: Latest): Fate {
  const person = by(fate, reaction.nick);
  if (reaction.seq <= (person.each.get(emoji)?.seq ?? 0)) return fate;
  const each = new Map(person.each).set(emoji, reaction);
  return withPerson(fate, reaction.nick, { ...person, each });
}

function cleared(fate: Fate, nick: string, seq: number): Fate {
  const person = by(fate, nick);
  return seq <= person.cleared ? fate : withPerson(fate, nick, { ...person, cleared: seq });
}

/** Somebody has another nick from now on, and what they reacted with goes with them. */
export function renamedIn(fates: Fates, from: string, to: string): Fates {
  const key = nickKey(from);
  const theirs = [...fates].filter(([, { reacted }]) => reacted.has(key));
  if (theirs.length === 0) return fates;
  const next = new Map(fates);
  for (const [seq, fate] of theirs) {
    const reacted = new Map(fate.reacted);
    const { cleared, each } = reacted.get(key)!;
    const renamed = [...each].map(([emoji, it]) => [emoji, { ...it, nick: to }] as const);
    reacted.delete(key);
    const theirs = { cleared, each: new Map(renamed) };
    reacted.set(nickKey(to), together(reacted.get(nickKey(to)), theirs));
    next.set(seq, { ...fate, reacted });
  }
  return next;
}

/** Merges the reactions of two people who have had the same nick, one after the other. */
function together(earlier: Reacted | undefined, later: Reacted): Reacted {
  if (earlier === undefined) return later;
  const each = new Map(standing(earlier));
  for (const [emoji, it] of standing(later)) {
    const before = each.get(emoji);
    if (before === undefined || it.on || !before.on) each.set(emoji, it);
  }
  return { cleared: Math.min(earlier.cleared, later.cleared), each };
}

const standing = ({ cleared, each }: Reacted) =>
  [...each].map(([emoji, it]) => [emoji, { ...it, on: it.on && it.seq > cleared }] as const);

/** The newest thing that is known of a fate. */
export function newestOf({ edited, deleted, reacted }: Fate): number {
  const seqs = [...reacted.values()].flatMap(({ cleared, each }) => [
    cleared,
    ...[...each.values()].map(({ seq }) => seq),
  ]);
  return Math.max(edited?.seq ?? 0, deleted?.seq ?? 0, ...seqs);
}

/** A message after all that is known to have happened to it, for this person. */
export function amended(said: Said, fate: Fate | undefined, self: Self): Said {
  if (fate === undefined) return said;
  const { edited, deleted } = fate;
  if (deleted !== undefined || said.deleted !== undefined) {
    return tombstone(said, deleted?.reason || said.deleted || '');
  }
  const { reactions: _, ...words } =
    edited !== undefined && edited.seq > (said.edited ?? 0)
      ? { ...said, ...calling(said, edited.text, self), text: edited.text, edited: edited.seq }
      : said;
  const reactions = reactionsOf(fate, self.nick);
  return reactions.length === 0 ? words : { ...words, reactions };
}

const calling = (said: Said, text: string, self: Self): { mention?: true } =>
  !said.mine && isCalledIn(text, self) ? { mention: true } : {};

function tombstone(said: Said, reason: string): Said {
  const { mention: _, edited: __, reactions: ___, ...rest } = said;
  return { ...rest, text: '', deleted: reason };
}

/** Who reacts now, by emoji: the earliest first. */
function reactionsOf({ reacted }: Fate, nick: string): Reaction[] {
  const own = nickKey(nick);
  const all = [...reacted].flatMap(([key, { cleared, each }]) =>
    [...each]
      .filter(([, { on, seq }]) => on && seq > cleared)
      .map(([emoji, { seq, nick }]) => ({ emoji, seq, nick, mine: key === own })),
  );
  const groups = Map.groupBy(
    all.sort((a, b) => a.seq - b.seq),
    ({ emoji }) => emoji,
  );
  return [...groups].map(([emoji, people]) => ({
    emoji,
    nicks: people.map(({ nick }) => nick),
    ...(people.some(({ mine }) => mine) && { mine: true as const }),
  }));
}
