/** Aliases: words that stand for a line. `/j tea` is `/join #$1` with the word that follows put in. */
import { type Fault, fault } from '../../grammar/faults.ts';
import { concealed } from '../../grammar/reading/concealed.ts';
import { language } from './language.ts';

/** The line that each name stands for, without its slash: `$1` to `$9` are words that follow, `$*` is the rest of them. */
export type Aliases = ReadonlyMap<string, string>;

/** For a text that no alias can begin. */
export const noAliases: Aliases = new Map();

const called = /^\/([^\s/@]+)(?:[ \t]+(.*))?$/s;
const holes = /\$([1-9*])/g;

/** The name and what follows it, of a line that begins with an alias. */
function aliasIn(aliases: Aliases, text: string): { line: string; rest: string } | undefined {
  if (aliases.size === 0) return undefined;
  const [, name = '', rest = ''] = called.exec(text) ?? [];
  const line = aliases.get(name.toLowerCase());
  return line === undefined ? undefined : { line, rest };
}

/** The line that is meant: the same one where no alias begins it, a fault where too few words follow. */
export function meantBy(aliases: Aliases, text: string): string | Fault {
  const alias = aliasIn(aliases, text);
  if (alias === undefined) return text;
  const { line, rest } = alias;
  const needed = wordsIn(line);
  const words = rest.split(/[ \t]+/).filter((word) => word !== '');
  if (words.length >= needed) return filled(line, rest).trimEnd();
  const message = `${needed === 1 ? 'A word is' : `${needed} words are`} needed behind it: it stands for ${line}`;
  return fault('bad_command', { message });
}

/** The line that is meant as far as it is being typed, for completion and hints; nothing where no alias begins it. */
export function begunBy(aliases: Aliases, text: string): string | undefined {
  const alias = /[ \t]/.test(text) ? aliasIn(aliases, text) : undefined;
  if (alias === undefined) return undefined;
  const { line, rest } = alias;
  const count = rest.split(/[ \t]+/).length;
  const taken = wordsIn(line);
  const open = [...line.matchAll(holes)].find(([, hole]) =>
    hole === '*' ? count <= taken : Number(hole) > count,
  );
  return filled(open ? line.slice(0, open.index).trimEnd() : line, rest);
}

/** The line with dots for all that follows an alias, where that stands for a command with a secret. */
export const concealedBehind = (aliases: Aliases, text: string): string =>
  concealed(text, (name) => (takesSecret(aliases.get(name.toLowerCase())) ? 0 : undefined));

const takesSecret = (line = ''): boolean => language.concealedBehind(`${line} x`) !== `${line} x`;

/** How many words a line takes at least. */
const wordsIn = (line: string): number =>
  Math.max(0, ...[...line.matchAll(holes)].map(([, hole]) => (hole === '*' ? 0 : Number(hole))));

/** With the words put in. Where a line has no place for them they stand behind it. */
function filled(line: string, rest: string): string {
  if (line.search(holes) < 0) return `${line} ${rest}`;
  const words = rest.split(/[ \t]+/);
  const others = afterWords(rest, wordsIn(line));
  return line.replace(holes, (_, hole: string) =>
    hole === '*' ? others : (words[Number(hole) - 1] ?? ''),
  );
}

/** What follows so many words, as it was typed. */
const afterWords = (text: string, count: number): string =>
  text.replace(new RegExp(`^(?:[^ \\t]+[ \\t]*){${count}}`), '');

/** Why a name can't stand for a line; nothing when it can. The grammar is asked with words that may stand there. */
export function whyNoAlias(name: string, line: string): string | undefined {
  if (!/^[^\s/@]+$/.test(name))
    return 'is no name: write one word without a slash, as in j = "/join $1".';
  if (language.spellings.has(`/${name.toLowerCase()}`)) return `is a command already: /${name}.`;
  return whyNoLine(line);
}

/** Why a line with holes for words is none that can be sent; nothing when it can, with some words or other. */
function whyNoLine(line: string): string | undefined {
  const [head = '', ...rest] = line.split(holes);
  if (canBeSent(head, rest)) return undefined;
  return language.explain(line.replace(holes, 'x'))?.message ?? 'has no words that fit into it.';
}

/** The line so far, with words that may stand in each hole: `rest` is a hole and what follows it, by turns. */
function canBeSent(head: string, rest: readonly string[]): boolean {
  const [hole, text = '', ...others] = rest;
  if (hole === undefined) return language.explain(head.trimEnd()) === undefined;
  const words = hole === '*' ? ['', ...samplesAt(head)] : samplesAt(head);
  return words.some((word) => canBeSent(head + word + text, others));
}

/** One word of each kind that may stand behind a line. */
function samplesAt(line: string): string[] {
  const { from, tokens } = language.expectAt(line, line.length);
  const half = line.slice(from);
  const kinds = [...language.terminals.values()];
  return tokens
    .flatMap(({ literal, word }) =>
      literal === undefined
        ? kinds.filter((kind) => kind.word === word).map(({ sample }) => sample)
        : [literal],
    )
    .flatMap((sample) =>
      sample.startsWith(half) && sample !== half ? [sample.slice(half.length)] : [],
    );
}
