/**
 * The whole grammar, made of the commands: `command` is talk or one of them, and a command is its name, a tag and its
 * arguments. What keeps it unambiguous: no two optional arguments of one terminal in a row; lists grow to the left.
 */
import { preference } from '../arguments/preference.ts';
import { at, tag } from '../arguments/tag.ts';
import { talk } from '../arguments/text.ts';
import { commandName } from '../arguments/word.ts';
import type { Definition } from '../commands/command.ts';
import { emptyCircle } from './guard.ts';
import { literal, type Rule, rule, type Sign, type Terminal } from './rule.ts';
import { label, nothing, only, sum } from './sum.ts';

/** What a line is. */
export const START = 'command';

const frame: readonly Rule[] = [
  rule(START, ['talk'], only),
  rule('talk', ['talk.text'], sum('say')),
  ...talk.signs.map((sign) => rule('talk.text', [sign], label('text', talk.read), [talk.usage])),
  rule('tag', [], nothing),
  rule('tag', [at, tag], label('tag', String, 1)),
];

/** The rules of a language with these commands. Throws when some of them lead in a circle: no line could be read by those. */
export function rulesOf(commands: readonly Definition[]): readonly Rule[] {
  const rules = [...frame, ...commands.flatMap(commandRules)];
  const circle = emptyCircle(rules);
  if (circle) throw new Error(`${circle.join(' -> ')} takes no word and goes round for ever`);
  return rules;
}

/** One rule for each way to write the name, and those of the arguments, each called `command.argument`. */
function commandRules({ name, short = [], arguments: given }: Definition): Rule[] {
  const parts = given.map((argument) => `${name}.${argument.name}`);
  return [
    rule(START, [name], only),
    ...[name, ...short].map((each) =>
      rule(
        name,
        [literal(`/${each}`, { say: commandName.signs[0]?.say ?? '' }), 'tag', ...parts],
        sum(name),
      ),
    ),
    ...given.flatMap((argument, index) => argument.rules(parts[index] ?? '')),
  ];
}

const isSign = (part: Rule['symbols'][number]): part is Sign => typeof part !== 'string';

/** The signs that rules are made of. */
const signsOf = (rules: readonly Rule[]): Sign[] =>
  rules.flatMap(({ symbols }) => symbols.filter(isSign));

/** The terminals that rules are made of, by name, in the order of preference. */
export function terminalsOf(rules: readonly Rule[]): ReadonlyMap<string, Terminal> {
  const found = new Map(
    signsOf(rules).flatMap((sign) => (sign.terminal ? [[sign.type, sign.terminal]] : [])),
  );
  const ranked = preference.flatMap((name) => {
    const terminal = found.get(name);
    return terminal ? [[name, terminal] as const] : [];
  });
  const [stray] = [...found.keys()].filter((name) => !preference.includes(name));
  if (stray !== undefined) throw new Error(`${stray} has no place among the terminals`);
  return new Map(ranked);
}

/** The closed list of words that a fault's `expected` is made of, and how a sentence calls each. */
export function expectedWords(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const words = new Map(commandName.signs.map(({ terminal, say }) => [terminal?.word ?? '', say]));
  for (const { word, say } of terminalsOf(rules).values())
    if (!words.has(word)) words.set(word, say);
  for (const { literal, say } of signsOf(rules)) {
    if (literal === undefined || literal.startsWith('/')) continue;
    const known = words.get(literal);
    words.set(literal, known === undefined || known === say ? say : `${known} or ${say}`);
  }
  return words.set('end', 'the end of the line');
}
