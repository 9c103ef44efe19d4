/** The line under the editor: it says what is being typed, what may come next, or what is wrong. */

import type { Line } from '../editor/line.ts';
import { concealed, expectedAt, wrongIn } from '../editor/understand.ts';
import { type Aliases, begunBy } from '../language/aliases.ts';
import { language } from '../language/language.ts';
import { piece, type Row } from './row.ts';

/** One row about the line being typed: what its alias stands for, what is wrong with it, or what may stand at the caret. */
export function hint({ text, caret }: Line, aliases: Aliases): Row {
  const meant = begunBy(aliases, `${text} `)?.trimEnd();
  if (meant !== undefined) {
    const wrong = wrongIn(meant);
    return [
      piece(`= ${concealed(meant, aliases)}`),
      ...(wrong ? [piece(`  ${wrong.message}`, 'error')] : []),
    ];
  }
  const wrong = wrongIn(text);
  if (wrong !== undefined) return [piece(wrong.message, 'error')];
  if (!text.startsWith('/') || text.startsWith('//')) return talkHint(text);
  const { command, argument, tokens } = expectedAt(text, caret);
  const names = tokens.flatMap(({ literal, word }) => (word === 'command' && literal) || []);
  if (names.length > 1) return [piece(names.join(' '), 'dim')];
  const [name = `/${command}`] = names;
  const about = language.commands.get(name.slice(1));
  if (about === undefined) return [];
  const next = argument === undefined ? expectedWords(tokens) : [];
  return [...usage(about.usage, argument), piece(`  ${about.summary}`, 'dim'), ...next];
}

/** The hint about talk: only that more lines belong to it. */
function talkHint(text: string): Row {
  const lines = text.split('\n').length;
  return lines > 1 ? [piece(`${lines} lines of one message`, 'dim')] : [];
}

/** The usage with what is being typed now standing out. */
function usage(words: string, argument: string | undefined): Row {
  const at = argument === undefined ? -1 : words.indexOf(argument, words.indexOf(' '));
  if (argument === undefined || at < 0) return [piece(words)];
  return [
    piece(words.slice(0, at)),
    piece(argument, 'unread'),
    piece(words.slice(at + argument.length)),
  ].filter(({ text }) => text !== '');
}

function expectedWords(tokens: readonly { say: string; word: string }[]): Row {
  const words = tokens.filter(({ word }) => word !== 'command').map(({ say }) => say);
  return words.length === 0 ? [] : [piece(`  next: ${words.join(', ')}`, 'dim')];
}
