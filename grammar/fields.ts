/**
 * What the rules of commands.ne make of their tokens: arguments label themselves, a command is the sum of its labels.
 * nearley runs these for every prefix of a line that is a whole line itself: so no side effects, and no checks.
 */
import type { Command, CommandName } from './ast.ts';
import type { Token } from './lexer.ts';

/** Every argument that a command can have. */
export interface Fields {
  tag: string;
  text: string;
  nick: string;
  to: string;
  room: string;
  rooms: string[];
  cursors: Record<string, number>;
  quiet: boolean;
  reason: string;
  matching: string;
  state: 'on' | 'off';
  target: string;
  /** A seq of `/history`, a time of `/search`; so is `after`. */
  before: number | string;
  after: number | string;
  around: number;
  since: string;
  next: string;
  limit: number;
  words: string;
  in: string;
  from: string;
  seq: number;
  emoji: string;
  format: 'plain' | 'json';
  token: string;
  about: string;
}

type Fits<C> = C extends Command ? (Omit<C, 'cmd'> extends Partial<Fields> ? never : C) : never;
/** Fails to compile when some command has an argument that `Fields` does not know, or knows otherwise. */
const allFit: [Fits<Command>] extends [never] ? true : never = true;
void allFit;

/** A labelled argument on its way into a command, and those before it. */
class Piece {
  readonly name: keyof Fields;
  readonly value: unknown;
  readonly before: Piece | undefined;
  constructor(name: keyof Fields, value: unknown, before?: Piece) {
    this.name = name;
    this.value = value;
    this.before = before;
  }
}

type Data = readonly unknown[];
const textOf = (token: unknown): string => (token as Token).text;

/** Labels the first token of a rule. */
export function field<F extends keyof Fields>(name: F, value: (raw: string) => Fields[F]) {
  return (data: Data): Piece => new Piece(name, value(textOf(data[0])));
}

/** Labels the token after the literal that opens a rule: `"before=" %seq`. */
export function option<F extends keyof Fields>(name: F, value: (raw: string) => Fields[F]) {
  return (data: Data): Piece => new Piece(name, value(textOf(data[1])));
}

export const asIs = <T extends string = string>(raw: string): T => raw as T;
/** `//like this` says `/like this`. */
export const unslashed = (raw: string): string => (raw.startsWith('//') ? raw.slice(1) : raw);
/** `/help /join` asks about `join`. */
export const bareCommand = (raw: string): string => (raw.startsWith('/') ? raw.slice(1) : raw);
/** A lone dash clears the topic. */
export const dashClears = (raw: string): string => (raw === '-' ? '' : raw);

/** Passes on the only thing in a rule. */
export const only = (data: Data): unknown => data[0];
/** Passes on what follows the literal that opens a rule: `"in=" searched`. */
export const opened = (data: Data): unknown => data[1];
export const nothing = (): undefined => undefined;

/** Adds a piece to those before it. */
export function both([some, more]: Data): Piece | undefined {
  if (!(some instanceof Piece)) return more as Piece;
  const { name, value } = more as Piece;
  return new Piece(name, value, some);
}

/** A list grows at its end, once per prefix: linked, so that no step copies what came before. */
class Listed {
  readonly name: string;
  readonly seq: number | undefined;
  readonly before: Listed | undefined;
  constructor(name: string, seq: number | undefined, before?: Listed) {
    this.name = name;
    this.seq = seq;
    this.before = before;
  }
}

/** `#a` or `#a=120`. */
export const listed = ([name, , seq]: Data): Listed =>
  new Listed(textOf(name), seq ? Number(textOf(seq)) : undefined);

/** `…,#b`. */
export function listedMore([before, , last]: Data): Listed {
  const { name, seq } = last as Listed;
  return new Listed(name, seq, before as Listed);
}

/** A list is gone through once, when the command is whole, and not at each of its prefixes. */
export const rooms = ([last]: Data): Piece => new Piece('rooms', last);
export const cursors = ([last]: Data): Piece => new Piece('cursors', last);

function unlinked(last: Listed): Listed[] {
  const list: Listed[] = [];
  for (let item: Listed | undefined = last; item; item = item.before) list.push(item);
  return list.reverse();
}

/** Where a name is listed twice its first cursor counts. */
function addList(sum: Sum, list: Listed[], name: keyof Fields): void {
  if (name === 'rooms') sum.rooms = list.map((item) => item.name);
  const cursors: Record<string, number> = {};
  for (const { name, seq } of list) if (seq !== undefined) cursors[name] ??= seq;
  if (Object.keys(cursors).length > 0) sum.cursors = cursors;
}

/** `#dev:41` is a target and a seq; `^` is neither: the last message of the current room. */
export function placed([token]: Data): Piece | undefined {
  const place = textOf(token);
  const colon = place.lastIndexOf(':');
  const target = colon < 0 ? undefined : new Piece('target', place.slice(0, colon));
  const seq = place.slice(colon + 1);
  return seq === '^' ? target : new Piece('seq', Number(seq), target);
}

/** The sum of a rule's labelled arguments: the command itself. */
export function command(cmd: CommandName) {
  return (data: Data): Sum => {
    const sum: Sum = { cmd };
    for (const part of data) if (part instanceof Piece) add(sum, part);
    return sum;
  };
}

type Sum = { cmd: CommandName } & Partial<Fields>;

function add(sum: Sum, { name, value, before }: Piece): void {
  if (before) add(sum, before);
  if (value instanceof Listed) addList(sum, unlinked(value), name);
  else (sum as Record<string, unknown>)[name] = value;
}
