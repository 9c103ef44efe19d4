/**
 * Somebody at the screen, without a terminal: what they press and what the link tells goes into the model, and what
 * they see are the rows that would be drawn.
 *
 *     const ann = sitter();
 *     ann.hears({ ev: 'message', … });
 *     ann.types('hello'); ann.presses('enter');
 *     ann.screen()                                    // the rows as text
 */

import type { LinkInput } from '../../client/talk.ts';
import { statusRow, topicRow } from '../../client-ink/layout/bars.ts';
import { areasOf } from '../../client-ink/layout/geometry.ts';
import { hintRow } from '../../client-ink/layout/hints.ts';
import { memberRows, placeRows } from '../../client-ink/layout/lists.ts';
import { messageRows } from '../../client-ink/layout/middle.ts';
import { promptRows, promptView } from '../../client-ink/layout/prompt.ts';
import { EDGE, type Row, rowWidth } from '../../client-ink/layout/row.ts';
import { viewport } from '../../client-ink/layout/viewport.ts';
import type { Model, ModelEffect, ModelInput } from '../../client-ink/model/model.ts';
import { newModel, type Setting } from '../../client-ink/model/new-model.ts';
import { shownPlace } from '../../client-ink/model/place-list.ts';
import { reduce } from '../../client-ink/model/reduce.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventOf } from '../../grammar/events.ts';

const BEGINS = Date.parse('2026-11-22T12:01:00Z');

type Bare = ModelInput extends infer Each
  ? Each extends ModelInput
    ? Omit<Each, 'at'>
    : never
  : never;

export class Sitter {
  model: Model;
  effects: ModelEffect[] = [];
  #now = BEGINS;
  readonly #seqs = new Map<string, number>();

  constructor(columns: number, rows: number, setting: Partial<Setting> = {}) {
    const size = { columns, rows };
    const start = { server: 'parlance', prefix: 'me', size, viewport, at: BEGINS };
    this.model = newModel({ ...start, ...setting });
  }

  takes(input: Bare): void {
    this.#now += 10;
    const step = reduce(this.model, { ...input, at: this.#now } as ModelInput);
    this.model = step.model;
    this.effects.push(...step.effects);
  }

  types(text: string): void {
    this.takes({ in: 'key', key: { text } });
  }

  pastes(paste: string): void {
    this.takes({ in: 'key', key: { paste } });
  }

  presses(...keys: string[]): void {
    for (const key of keys) this.takes({ in: 'key', key: { key } });
  }

  /** Types a line and Enter. */
  enters(text: string): void {
    this.types(text);
    this.presses('enter');
  }

  /** So many milliseconds later. */
  waits(milliseconds: number): void {
    this.#now += milliseconds;
    this.takes({ in: 'tick' });
  }

  learns(link: LinkInput): void {
    this.takes({ in: 'link', link });
  }

  hears(...events: Event[]): void {
    for (const event of events) this.learns({ link: 'event', event });
  }

  /** The connection is there, with a session. */
  connects(nick = 'ann', { resumed = false, perhaps = [], store = 'one', ...more }: Up = {}): void {
    this.learns({ link: 'up', welcome: welcome(nick, store), resumed, perhaps, ...more });
  }

  /** One is in a room now. */
  isIn(room: string, ...nicks: string[]): void {
    const members = ['ann', ...nicks].map((nick) => ({ nick }));
    const seq = this.#seqs.get(room) ?? 0;
    this.hears({ ev: 'room', room, seq, count: members.length, members, settings: {} });
  }

  /** Somebody says something in a room, as its next message. */
  says(from: string, room: string, text: string): void {
    this.hears(this.message(from, room, text));
  }

  message(from: string, room: string, text: string): EventOf<'message'> {
    const seq = (this.#seqs.get(room) ?? 0) + 1;
    this.#seqs.set(room, seq);
    const at = new Date(BEGINS + seq * 1000).toISOString();
    return { ev: 'message', room, seq, at, from, kind: 'say', text };
  }

  /** Somebody says something in private, in the log `@k1`. */
  whispers(from: string, to: string, text: string, log = '@k1'): void {
    const seq = (this.#seqs.get(log) ?? 0) + 1;
    this.#seqs.set(log, seq);
    const at = new Date(BEGINS + seq * 1000).toISOString();
    this.hears({ ev: 'message', to, log, seq, at, from, kind: 'say', text });
  }

  /** Something happens to an earlier message of a room, as the next event of its log. */
  happens(room: string, deed: Deed): Event {
    const seq = (this.#seqs.get(room) ?? 0) + 1;
    this.#seqs.set(room, seq);
    const at = new Date(BEGINS + seq * 1000).toISOString();
    const event = { of_from: 'bob', from: 'bob', ...deed, room, seq, at } as Event;
    this.hears(event);
    return event;
  }

  /** What was sent, and is forgotten with this. */
  sent(): Command[] {
    const commands = this.effects.flatMap((effect) =>
      effect.do === 'send' ? [effect.command] : [],
    );
    this.effects = [];
    return commands;
  }

  /** The last command that was sent. */
  lastSent(): Command & { tag: string } {
    return this.sent().at(-1) as Command & { tag: string };
  }

  get line(): string {
    return shownPlace(this.model).editor.line.text;
  }

  get shown(): string {
    return shownPlace(this.model).name;
  }

  counts(name: string): { unread: number; mentions: number } {
    const place = this.model.places.find((each) => each.name === name);
    return { unread: place?.unread ?? -1, mentions: place?.mentions ?? -1 };
  }

  /** The rows of the whole screen, each with all its columns. */
  rows(): Row[] {
    const { model } = this;
    const areas = areasOf(model);
    const middle = messageRows(model, areas);
    const blank = Array.from({ length: areas.height - middle.length }, (): Row => []);
    const left = areas.left > 0 ? placeRows(model, areas) : [];
    const right = areas.right > 0 ? memberRows(model, areas) : [];
    const messages = [...blank, ...middle].map((row, index): Row => {
      const wide = right[index] === undefined ? row : fitTo(row, areas.middle);
      return [...(left[index] ?? []), ...wide, ...(right[index] ?? [])];
    });
    return [
      ...(areas.topic ? topicRow(model, areas) : []),
      ...messages,
      ...statusRow(model, areas),
      ...promptView(promptRows(model), areas.prompt).rows,
      ...(areas.hint ? hintRow(model, areas) : []),
    ];
  }

  screen(): string {
    return this.rows().map(textOf).join('\n');
  }

  /** What is said under the line. */
  hint(): string {
    return this.rows().map(textOf).at(-1)?.trim() ?? '';
  }

  /** The rows that stand out in the middle: the message that is chosen. */
  chosen(): string {
    const rows = messageRows(this.model, areasOf(this.model));
    const out = rows.filter(([head]) => head?.tone === 'chosen');
    return out.map(textOf).join('\n');
  }

  /** The middle of the screen. */
  window(): string {
    return messageRows(this.model, areasOf(this.model)).map(textOf).join('\n');
  }
}

type Deed = { of: number; from?: string; of_from?: string } & (
  | { ev: 'edit'; text: string }
  | { ev: 'delete'; reason?: string }
  | { ev: 'react'; emoji: string }
  | { ev: 'unreact'; emoji?: string }
  | { ev: 'message'; kind: 'say'; text: string }
);

interface Up {
  resumed?: boolean;
  perhaps?: string[];
  store?: string;
  rooms?: string[];
}

const textOf = (row: Row): string =>
  row
    .map(({ text }) => text)
    .join('')
    .replaceAll(EDGE, '│');

function fitTo(row: Row, columns: number): Row {
  const missing = columns - rowWidth(row);
  return missing > 0 ? [...row, { text: ' '.repeat(missing), tone: 'plain' }] : row;
}

export function welcome(nick: string, store: string): EventOf<'welcome'> {
  const formats = ['plain', 'json'];
  const session = 'k3yt0k3n';
  return {
    ev: 'welcome',
    protocol: 1,
    server: 'parlance',
    version: '1',
    store,
    nick,
    session,
    formats,
    limits: {},
  };
}

export const sitter = (columns = 120, rows = 24, setting?: Partial<Setting>): Sitter =>
  new Sitter(columns, rows, setting);

/** Ann, connected, in #dev with bob, and in #tea. */
export function ann(columns?: number, rows?: number): Sitter {
  const person = sitter(columns, rows);
  person.connects('ann');
  person.isIn('#dev', 'bob');
  person.isIn('#tea', 'bob', 'carl');
  person.sent();
  return person;
}

/** Ann in #dev, where bob and she have said something: 1 and 3 are his, 2 is hers. */
export function amongTalk(): Sitter {
  const person = ann();
  person.says('bob', '#dev', 'shall we have tea?');
  person.says('ann', '#dev', 'yes please');
  person.says('bob', '#dev', 'green or black?');
  return person;
}

export const ok = (re: string, more: Partial<EventOf<'ok'>> = {}): EventOf<'ok'> => ({
  ev: 'ok',
  re,
  done: 'say',
  ...more,
});

/** A page of #dev in which bob has counted. */
export function page(re: string, from: number, to: number, more: boolean): EventOf<'history'> {
  const events = Array.from({ length: to - from + 1 }, (_, index) => ({
    ev: 'message' as const,
    room: '#dev',
    seq: from + index,
    at: new Date(Date.parse('2026-11-22T12:00:00Z') + (from + index) * 100).toISOString(),
    from: 'bob',
    kind: 'say' as const,
    text: `number ${from + index}.`,
  }));
  return { ev: 'history', re, room: '#dev', events, ...(more && { more: true }) };
}
