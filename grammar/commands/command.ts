/** What a command is in the language: how it is typed, what is told about it, and what programs have to know of it. */
import * as v from 'valibot';
import type { Argument, ArgumentType } from '../arguments/argument.ts';
import { Tag } from '../arguments/tag.ts';
import type { Outcome } from '../events/answers.ts';
import type { FaultCode } from '../faults.ts';

/** What stands where a line went wrong. */
interface Typed {
  /** The word there, and all that follows it. */
  readonly word: string;
  /** What could stand there: words of the closed list. */
  readonly expected: readonly string[];
  /** The token before it. */
  readonly before: string;
}

/** The log that a command is about when it names none: the current room. */
export interface Current {
  /** The field that would name it. */
  readonly field: string;
  /** It is a room; or it may be a private log as well. */
  readonly of: 'room' | 'log';
  /** Only who is in it may do this; `leaving`: and is in it no more then. */
  readonly members?: true | 'leaving';
  /** A private log may begin with it. */
  readonly begins?: true;
  /** The command that means the same once the log is named, where it is another one. */
  readonly as?: string;
}

/** What people are told of a command. */
interface Help {
  /** Other names that may be typed, without the slash. */
  readonly short?: readonly string[];
  /** What it is called in other chats: these are suggested, and do nothing, since one name is enough to learn. */
  readonly elsewhere?: string;
  /** One line for the list. */
  readonly summary: string;
  /** What it does, for whom, and what may surprise. */
  readonly about: string;
  /** Typed lines; each parses to this command. */
  readonly examples: readonly string[];
  /** The sentence for whoever gave it without a tag, where no other event answers. */
  readonly acknowledged?: (outcome: Outcome) => string | undefined;
}

/** What those who write programs are told of it besides, in the reference. */
interface Reference {
  /** What is told before the `ok`. */
  readonly tells?: string;
  /** The fields of the `ok` of a tagged one. */
  readonly ok: string;
  /** More of what it does. */
  readonly notes?: string;
  /** Where it is played: a file of spec/transcripts. */
  readonly played: string;
  /** Why the server may refuse it, besides what its arguments and its behaviour tell. */
  readonly faults?: readonly FaultCode[];
}

/** How it behaves: what servers and clients have to know to handle it. */
interface Behaviour {
  readonly current?: Current;
  /** It changes something: sent again with its tag it is not done twice. */
  readonly changes?: true;
  /** It says its `text`, which others see as a message of this kind. */
  readonly says?: 'say' | 'action' | 'notice';
  /** What it says reaches somebody, who must not be gone. */
  readonly reaches?: true;
  /** It changes a message of one's own, and the last message means the last of those. */
  readonly own?: true;
  /** What is typed behind it may be a secret, though it takes none. */
  readonly hides?: true;
  /** It is about the connection: a client that keeps connections gives it, and people can't. */
  readonly ofConnection?: true;
  /** It is true now or never: it is not sent later. */
  readonly passing?: true;
  /** Once it is done, the server's log says as which fact who has done it: about an account, as staff of a room, or as an operator. */
  readonly reported?: 'account' | 'moderated' | 'operated';
}

/** What a wrong line was probably meant to say. */
interface Hints {
  /** What somebody probably meant by a word that can't stand there: looked for before slips of the finger. */
  readonly meant?: (typed: Typed) => string | undefined;
  /** The same, behind all else. */
  readonly otherwise?: (typed: Typed) => string | undefined;
}

type About = Help & Reference & Behaviour & Hints;

/** A command whose arguments are `Fields`. */
export interface Definition<Name extends string = string, Fields extends object = object>
  extends Help,
    Reference,
    Behaviour,
    Hints {
  readonly name: Name;
  readonly arguments: readonly Argument[];
  /** What its arguments hold by name, tag and `cmd` excepted. */
  readonly fields: ArgumentFields;
  /** Those of them that hold a secret, in the order in which they are typed. */
  readonly secrets: readonly SecretField[];
  /** How it is typed: words in capitals stand for something, brackets may be left out. */
  readonly usage: string;
  /** Its object, as JSON clients send it. */
  readonly schema: v.ObjectSchema<v.ObjectEntries, undefined>;
  /** What can go wrong, besides a line that is no command at all. */
  readonly faults: readonly FaultCode[];
  /** What a line that was read well was meant to say, and what it says makes no sense. */
  misread?(command: Fields): string | undefined;
  /** Never set: for the compiler alone. */
  readonly made?: Fields;
}

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

type Made<A> = A extends { readonly made?: infer Fields } ? NonNullable<Fields> : never;

/** The fields that arguments give together. */
type FieldsOf<Arguments extends readonly unknown[]> = Arguments extends readonly []
  ? unknown
  : Intersection<Made<Arguments[number]>>;

type Flat<Fields> = { [Name in keyof Fields]: Fields[Name] };

/** Why the place that a command is about, the current one if none is named, may be none. */
function faultsOf(current: Current | undefined): FaultCode[] {
  if (current === undefined) return [];
  if (current.begins) return ['no_current_room'];
  return [
    'no_such_room',
    ...(current.members ? (['not_in_room'] as const) : []),
    ...(current.of === 'log' ? (['no_such_log'] as const) : []),
    'no_current_room',
  ];
}

/** Defines a command by its arguments and what is said about it. */
export function command<const Name extends string, const Arguments extends readonly Argument[]>(
  name: Name,
  given: About & {
    readonly arguments: Arguments;
    misread?(command: Flat<FieldsOf<Arguments>>): string | undefined;
  },
): Definition<Name, Flat<FieldsOf<Arguments>>> {
  const pieces = given.arguments;
  const fields: ArgumentFields = Object.assign({}, ...pieces.map((piece) => piece.fields));
  const faults = [
    ...pieces.flatMap((piece): FaultCode[] => [...piece.faults]),
    ...faultsOf(given.current),
    ...(given.faults ?? []),
    ...(given.own ? (['not_yours'] as const) : []),
    ...(given.reaches ? (['gone'] as const) : []),
    ...(given.changes ? (['tag_used', 'store_unavailable'] as const) : []),
  ];
  return {
    ...given,
    name,
    arguments: pieces,
    fields,
    secrets: secretsAmong(fields),
    usage: [`/${name}`, ...pieces.map(({ usage }) => usage)].join(' '),
    schema: schemaOf(name, fields),
    faults: [...new Set(faults)],
  };
}

function schemaOf(name: string, fields: ArgumentFields) {
  return v.object({
    cmd: v.literal(name),
    tag: v.exactOptional(Tag),
    ...Object.fromEntries(
      Object.entries(fields).map(([field, { schema, optional }]) => [
        field,
        optional ? v.exactOptional(schema) : schema,
      ]),
    ),
  });
}

type ArgumentFields = Argument['fields'];

/** A field of a command that holds a secret, and where the secret comes from. */
export interface SecretField {
  readonly field: string;
  readonly is: NonNullable<ArgumentType['secret']>;
}

const secretsAmong = (fields: ArgumentFields): SecretField[] =>
  Object.entries(fields).flatMap(([field, { type }]) =>
    type?.secret === undefined ? [] : [{ field, is: type.secret }],
  );
