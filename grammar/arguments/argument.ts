/**
 * What an argument type is, and how a command takes one. A type carries all that is known of one kind of argument; an
 * argument is a piece of one command, with the fields that it gives.
 */
import type * as v from 'valibot';
import type { Fault, FaultCode } from '../faults.ts';
import { type Rule, rule, type Sign } from '../reading/rule.ts';
import { label, nothing } from '../reading/sum.ts';
import { skipBlanks } from './ends.ts';

/** One kind of argument, such as a room. */
export interface ArgumentType<Value = unknown> {
  /** What an object holds. Its description is what a fault says of a field that is wrong. */
  readonly schema: v.GenericSchema<unknown, Value>;
  /** What may stand there, for the reference, where the description says too little. */
  readonly meaning?: string;
  /** The word for it in a usage. */
  readonly usage: string;
  /** It is typed as any one of these. */
  readonly signs: readonly Sign[];
  /** What `check` may say. */
  readonly faults: readonly FaultCode[];
  /** The value of what was typed. */
  read(typed: string): Value;
  /** How a checked value is typed; nothing when it can't be. */
  print(value: Value): string | undefined;
  check(value: Value): Fault | undefined;
  /** A checked value in its one form, where it has several. */
  tidy?(value: Value): Value;
  /**
   * A secret, which somebody has chosen, or a machine has drawn, so that nobody guesses it from its hash. From the first secret of
   * a line on, nothing is shown to others or remembered.
   */
  readonly secret?: 'chosen' | 'drawn';
}

type Described<Value> = Pick<ArgumentType<Value>, 'schema' | 'usage' | 'signs'> &
  Partial<ArgumentType<Value>>;

/** A type of which nothing need be said where it is simple: typed as it is, and always allowed. */
export function argumentType<Value extends string>(
  described: Described<Value>,
): ArgumentType<Value>;
/** The same for a type whose value is another one than its text. */
export function argumentType<Value>(
  described: Described<Value> & Pick<ArgumentType<Value>, 'read'>,
): ArgumentType<Value>;
export function argumentType(described: Described<unknown>): ArgumentType {
  return {
    faults: [],
    read: (typed) => typed,
    print: (value) => String(value),
    check: () => undefined,
    ...described,
  };
}

type RawFields = Readonly<Record<string, unknown>>;

/** A field of a command, as objects have it. */
export interface Field {
  readonly schema: v.GenericSchema;
  readonly optional: boolean;
  readonly meaning?: string | undefined;
  /** The value of the field that an argument type makes. */
  readonly type?: ArgumentType;
}

/** A piece of a command: what is typed in one place, and the fields that it gives. */
export interface Argument<Fields extends object = object> {
  /** What names it among the command's. */
  readonly name: string;
  /** How it stands in the command's usage. */
  readonly usage: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** What `check` may say. */
  readonly faults: readonly FaultCode[];
  /** The nearley rules for it; the first of them are called `name`. */
  rules(name: string): readonly Rule[];
  check(given: Fields): Fault | undefined;
  /** The fields of a checked command that have a simpler form; undefined is for one that is left out. */
  tidy?(given: Fields): RawFields | undefined;
  /** How it is typed, piece by piece; nothing when it can't be. */
  print(given: Fields): readonly string[] | undefined;
  /** A text that stands where this is left out would be read as it. */
  takes?(text: string): boolean;
  /** Says the fields that it has. Never set: for the compiler alone. */
  readonly made?: Fields;
}

/** An argument that is always there. */
export function required<Name extends string, Value>(
  name: Name,
  type: ArgumentType<Value>,
): Argument<{ [N in Name]: Value }> {
  return { ...single(name, type as ArgumentType, false), usage: type.usage };
}

/** An argument that may be left out. */
export function optional<Name extends string, Value>(
  name: Name,
  type: ArgumentType<Value>,
): Argument<{ [N in Name]?: Value }> {
  const one = single(name, type as ArgumentType, true);
  return {
    ...one,
    usage: `[${type.usage}]`,
    rules: (name) => [rule(name, [], nothing), ...one.rules(name)],
    takes: (text) => type.signs.some((sign) => begins(sign, text)),
  };
}

/** The text would be read as this sign. */
export const begins = ({ terminal }: Sign, text: string): boolean =>
  terminal !== undefined && terminal.match(text, skipBlanks(text, 0)) >= 0;

function single(name: string, type: ArgumentType, isOptional: boolean) {
  return {
    name,
    fields: { [name]: { schema: type.schema, optional: isOptional, meaning: type.meaning, type } },
    faults: type.faults,
    rules: (of: string): Rule[] =>
      type.signs.map((sign) => rule(of, [sign], label(name, type.read), [type.usage])),
    check: (given: RawFields) => (given[name] === undefined ? undefined : type.check(given[name])),
    ...(type.tidy && { tidy: (given: RawFields) => tidied(name, type, given[name]) }),
    print: (given: RawFields) => printed(type, given[name]),
  };
}

/** The field, if its value has a simpler form. */
export function tidied(name: string, type: ArgumentType, value: unknown): RawFields | undefined {
  const tidy = value === undefined ? undefined : (type.tidy?.(value) ?? value);
  return tidy === value ? undefined : { [name]: tidy };
}

/** A value as it is typed behind `before`; nothing is typed for none. */
export function printed(
  type: ArgumentType,
  value: unknown,
  before = '',
): readonly string[] | undefined {
  if (value === undefined) return [];
  const typed = type.print(value);
  return typed === undefined ? undefined : [before + typed];
}
