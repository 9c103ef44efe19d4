/** The grammar in nearley's own notation, for people to read. nearley compiles it to the rules that it was made of. */
import type { GrammarSymbol, Rule } from './rule.ts';

const head = `# Every line that a person can type, in the notation of nearley. This file is made by \`npm run grammar\` from
# commands/ and arguments/, which say besides what each line means. %room is a terminal; @ and , and = touch what is
# around them, and so does what follows an option; all else has blanks before it.

@{% const lexer = { has: () => true }; %}
@lexer lexer
`;

/** The text of a grammar. nearley takes no dot in a name. */
export function written(rules: readonly Rule[]): string {
  const names = [...new Set(rules.map(({ name }) => name))];
  const paragraphs = names.map((name) => {
    const ways = rules.filter((rule) => rule.name === name).map(({ symbols }) => way(symbols));
    const one = `${bare(name)} -> `;
    return `${one}${ways.join(`\n${'| '.padStart(one.length)}`)}`;
  });
  return `${head}\n${paragraphs.join('\n')}\n`;
}

const way = (symbols: readonly GrammarSymbol[]): string =>
  symbols.length === 0 ? 'null' : symbols.map(symbol).join(' ');

function symbol(part: GrammarSymbol): string {
  if (typeof part === 'string') return bare(part);
  return part.literal === undefined ? `%${part.type}` : JSON.stringify(part.literal);
}

/** A name as nearley takes it. */
export const bare = (name: string): string => name.replaceAll('.', '_');
