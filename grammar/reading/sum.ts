/** What rules make of their tokens: arguments label themselves, a command is the sum of its labels. */

/** A labelled argument on its way into a command, and those before it. */
class Label {
  readonly name: string;
  readonly value: unknown;
  readonly before: Label | undefined;
  /** Of a list: the arguments that its items make. */
  readonly fields: Fields | undefined;
  constructor(name: string, value: unknown, before?: Label, fields?: Fields) {
    this.name = name;
    this.value = value;
    this.before = before;
    this.fields = fields;
  }
}

type Fields = (items: readonly Item[]) => object;

/** An item of a list: a name, and perhaps a number behind `=`. */
export interface Item {
  readonly name: string;
  readonly seq: number | undefined;
}

class Listed implements Item {
  readonly name: string;
  readonly seq: number | undefined;
  readonly before: Listed | undefined;
  constructor(name: string, seq: number | undefined, before?: Listed) {
    this.name = name;
    this.seq = seq;
    this.before = before;
  }
}

type Data = readonly unknown[];
type Sum = Record<string, unknown>;

const textOf = (token: unknown): string => (token as { text: string }).text;

/** Labels the token at a place of a rule. */
export const label =
  (name: string, read: (typed: string) => unknown, at = 0) =>
  (data: Data): Label =>
    new Label(name, read(textOf(data[at])));

/** Labels what one token holds: several arguments, or none. */
export const labels =
  (read: (typed: string) => Readonly<Record<string, unknown>>) =>
  ([token]: Data): Label | undefined => {
    let last: Label | undefined;
    for (const [name, value] of Object.entries(read(textOf(token)))) {
      last = new Label(name, value, last);
    }
    return last;
  };

/** Passes on the only thing in a rule. */
export const only = (data: Data): unknown => data[0];
/** The value of a symbol that says nothing. */
export const nothing = (): undefined => undefined;

/** Adds a label to those before it. */
export function both([some, more]: Data): Label | undefined {
  if (!(some instanceof Label)) return more as Label;
  const { name, value } = more as Label;
  return new Label(name, value, some);
}

/** Adds up the labels in a rule, whatever stands between them. */
export function together(data: Data): Label | undefined {
  let all: Label | undefined;
  for (const part of data) {
    if (part instanceof Label) all = all ? behind(part, all) : part;
  }
  return all;
}

const behind = ({ name, value, before }: Label, all: Label): Label =>
  new Label(name, value, before ? behind(before, all) : all);

/** `#a` or `#a=120`. */
export const listed = ([name, , seq]: Data): unknown =>
  new Listed(textOf(name), seq ? Number(textOf(seq)) : undefined);

/** `…,#b`. No step copies what came before. */
export function listedMore([before, , last]: Data): unknown {
  const { name, seq } = last as Listed;
  return new Listed(name, seq, before as Listed);
}

/** A list, and the arguments that its items make. */
export const list =
  (fields: Fields) =>
  ([last]: Data): Label =>
    new Label('', last, undefined, fields);

/** The sum of a rule's labels: the command itself. */
export const sum =
  (cmd: string) =>
  (data: Data): Sum => {
    const whole: Sum = { cmd };
    for (const part of data) if (part instanceof Label) add(whole, part);
    return whole;
  };

function add(whole: Sum, { name, value, before, fields }: Label): void {
  if (before) add(whole, before);
  if (fields) Object.assign(whole, fields(unlinked(value as Listed)));
  else whole[name] = value;
}

function unlinked(last: Listed): Item[] {
  const items: Item[] = [];
  for (let item: Listed | undefined = last; item; item = item.before) items.push(item);
  return items.reverse();
}
