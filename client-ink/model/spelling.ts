/** Words of the draft that a dictionary does not know. The dictionary is asked for each word once, when it is whole. */

import { isFault } from '../../grammar/language.ts';
import type { Completion } from '../editor/complete.ts';
import type { Line } from '../editor/line.ts';
import { understand } from '../editor/understand.ts';
import { linksIn } from '../language/addresses.ts';
import { memberOf } from './members.ts';
import type { Model, SpellingAnswer, Spelt, Update } from './model.ts';
import type { Place } from './place.ts';
import { shownPlace } from './place-list.ts';

/** So many words are remembered; then they are asked for anew. */
const MAX_KNOWN_WORDS = 5_000;
/** No word of a language is longer. */
const MAX_WORD = 60;

interface Word {
  readonly from: number;
  readonly to: number;
  readonly word: string;
}

/** A word that stands alone: no part of a name, a path, a number or a sign for an emoji. */
const word =
  /(?<![\p{L}\p{M}\p{N}_#@:/.~$%&=+*-])[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*(?![\p{L}\p{M}\p{N}_@/=]|[.:-][\p{L}\p{N}])/gu;
const code = /`[^`]*`?/g;

/** The words of what is being said, without the one at the caret, which may go on, and without people's names. */
function wordsIn(place: Place): Word[] {
  const { text, caret } = place.editor.line;
  const start = saidFrom(text);
  if (start === undefined) return [];
  const skipped = [
    ...linksIn(text),
    ...[...text.matchAll(code)].map(({ 0: it, index }) => ({ from: index, to: index + it.length })),
  ];
  return [...text.matchAll(word)].flatMap(({ 0: found, index }) => {
    const to = index + found.length;
    const isSkipped = skipped.some((each) => each.from < to && index < each.to);
    const counts = index >= start && to !== caret && found.length > 1 && found.length <= MAX_WORD;
    return counts && !isSkipped && memberOf(place, found) === undefined
      ? [{ from: index, to, word: found.replaceAll('’', "'") }]
      : [];
  });
}

/** Where in a line the text begins that is said to others; nowhere in what says nothing. */
function saidFrom(text: string): number | undefined {
  if (!text.startsWith('/')) return 0;
  const command = understand(text);
  const said = !isFault(command) && 'text' in command ? command.text : undefined;
  return said !== undefined && text.endsWith(said) ? text.length - said.length : undefined;
}

/** The stretches of the draft whose words are wrong. */
export function misspelt({ spelt }: Model, place: Place): Word[] {
  if (spelt.size === 0) return [];
  return wordsIn(place).filter((each) => Array.isArray(spelt.get(each.word)));
}

/** Asks for the words of the draft that were never asked for. */
export function askingSpelling(update: Update): Update {
  const { model, effects } = update;
  const { spelt } = model;
  if (model.spelling === 'none' || model.mode.is !== 'talking') return update;
  const unknown = wordsIn(shownPlace(model)).flatMap((each) =>
    spelt.has(each.word) ? [] : [each.word],
  );
  if (unknown.length === 0) return update;
  const words = [...new Set(unknown)];
  const known = spelt.size + words.length > MAX_KNOWN_WORDS ? [] : spelt;
  const asked = new Map([...known, ...words.map((each): [string, Spelt] => [each, 'asked'])]);
  return { model: { ...model, spelt: asked }, effects: [...effects, { do: 'spell', words }] };
}

/** The dictionary has answered. */
export function heardSpelling(model: Model, answers: readonly SpellingAnswer[]): Model {
  return { ...model, spelt: new Map<string, Spelt>([...model.spelt, ...answers]) };
}

/** What may be meant by a wrong word at the caret, or before a blank there, as completions of the line. */
export function suggestions({ spelt }: Model, { text, caret }: Line): Completion {
  const [whole = '', wrong = '', blank = ''] =
    /([\p{L}\p{M}'’]+)( ?)$/u.exec(text.slice(0, caret)) ?? [];
  const meant = spelt.get(wrong.replaceAll('’', "'"));
  const choices = Array.isArray(meant) ? meant.map((each: string) => each + blank) : [];
  return { from: caret - whole.length, choices };
}

/** With other dictionaries than before, nothing is known of any word. */
export const respelt = (model: Model, { spelling }: Model): Model =>
  model.spelling === spelling ? model : { ...model, spelt: new Map() };
