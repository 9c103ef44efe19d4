/** The words of a line that are written as they stand: what joins, the options, and the others. */

/** A word that is written as it stands. */
export interface Literal {
  say: string;
  /** It touches what precedes it; so does all that follows a literal of this kind or an option. */
  joins?: true;
  /** An option, given at most once a line: how a sentence calls it, by the rule of commands.ne that has it. */
  option?: Readonly<Partial<Record<Options, string>>>;
}

/** The rules that are options: those of `/history` and those of `/search`. */
type Options = 'page' | 'filter';

const option = (byRule: Readonly<Partial<Record<Options, string>>>): Literal => ({
  say: [...new Set(Object.values(byRule))].join(' or '),
  option: byRule,
});

/** The options of each rule that exclude each other. */
const rivals: Readonly<Record<string, readonly string[]>> = {
  page: ['before=', 'after=', 'around=', 'since='],
};

/** Of two options of a rule only one may be given. */
export const areRivals = (rule: string, one: string, other: string): boolean =>
  rivals[rule]?.includes(one) === true && rivals[rule].includes(other);

/** Every literal of commands.ne but the commands' names. */
export const literals: Readonly<Record<string, Literal>> = {
  '@': { say: '@ and a tag', joins: true },
  ',': { say: 'a comma', joins: true },
  '=': { say: '= and a number such as =120', joins: true },
  'in=': option({ filter: 'in=TARGET' }),
  'from=': option({ filter: 'from=NICK' }),
  'before=': option({ page: 'before=SEQ', filter: 'before=TIME' }),
  'after=': option({ page: 'after=SEQ', filter: 'after=TIME' }),
  'around=': option({ page: 'around=SEQ' }),
  'since=': option({ page: 'since=TIME' }),
  'next=': option({ filter: 'next=CURSOR' }),
  'limit=': option({ page: 'limit=N', filter: 'limit=N' }),
  quiet: { say: 'quiet' },
  on: { say: 'on' },
  off: { say: 'off' },
  plain: { say: 'plain' },
  json: { say: 'json' },
};

/** What may follow the words of `/search`. */
const filters = Object.keys(literals).filter((literal) => literals[literal]?.option?.filter);

/** An option of `/search` begins at `from`. */
export function isFilter(line: string, from: number): boolean {
  return filters.some((option) => line.slice(from, from + option.length).toLowerCase() === option);
}

/** How a sentence calls a literal where a rule waits for it. */
export function calledIn(rule: string, literal: string): string {
  const row = literals[literal];
  return row?.option?.[rule as Options] ?? row?.say ?? literal;
}
