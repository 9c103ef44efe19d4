/** `hunspell` as a process beside this one, where it is installed: asked for words, it says which of them it knows. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { SpellingAnswer } from '../model/model.ts';
import { openEnvironment } from './open-environment.ts';

/** Whoever does not answer for so long is not asked again. */
const ANSWER_WAIT_MS = 3_000;
/** So many words may wait for their answers; others are not asked for. */
const MAX_WAITING_WORDS = 200;

/** What has arrived of the answers. */
interface Listening {
  readonly waiting: readonly string[];
  readonly rest: string;
  /** The word that is being answered is wrong; what may be meant. */
  readonly meant?: readonly string[];
}

/** Nothing was asked. */
export const silence: Listening = { waiting: [], rest: '' };

/**
 * Takes a piece of what `hunspell -a` writes: for each word a line that begins with `*`, `+` or `-` if it is known and with
 * `&`, `#` or `?` if it is not, and an empty line. It begins with a line about itself.
 */
export function heardFrom(
  before: Listening,
  chunk: string,
): { listening: Listening; answers: SpellingAnswer[] } {
  const lines = (before.rest + chunk).split('\n');
  const rest = lines.pop() ?? '';
  const waiting = [...before.waiting];
  const answers: SpellingAnswer[] = [];
  let { meant } = before;
  for (const line of lines) {
    if (line.startsWith('@')) continue;
    if (line.trim() !== '') meant ??= meantIn(line);
    else {
      const word = waiting.shift();
      if (word !== undefined) answers.push([word, meant ?? 'right']);
      meant = undefined;
    }
  }
  return { listening: { waiting, rest, ...(meant && { meant }) }, answers };
}

/** So many words are offered. */
const MAX_MEANT = 8;

/** `& helo 2 1: hole, help`: what may be meant by a word that is not known; undefined for one that is. */
function meantIn(line: string): string[] | undefined {
  if (!/^[&#?]/.test(line)) return undefined;
  const [, words = ''] = /^[&?][^:]*: (.*)$/.exec(line.trimEnd()) ?? [];
  return words
    .split(', ')
    .filter((word) => word !== '')
    .slice(0, MAX_MEANT);
}

/** Asks about words, and tells of them later. */
export interface Speller {
  ask(words: readonly string[]): void;
  /** Other dictionaries are asked from now on; the same ones are asked again if they did not answer. */
  use(dictionaries: string): void;
  end(): void;
}

/**
 * Is begun with the first word. Where there is no hunspell or no such dictionary, nothing is ever told. `dictionaries`: such
 * as `en_GB` or `de_DE,en_GB`; with `auto` hunspell goes by the language of the system.
 */
export function openSpeller(
  dictionaries: string,
  tell: (answers: SpellingAnswer[]) => void,
): Speller {
  let names = dictionaries;
  let child: ChildProcessWithoutNullStreams | undefined;
  let listening = silence;
  let timer: NodeJS.Timeout | undefined;
  let isGone = false;
  const end = () => {
    isGone = true;
    clearTimeout(timer);
    child?.kill();
    child = undefined;
    listening = silence;
  };
  const listen = () => {
    clearTimeout(timer);
    if (listening.waiting.length > 0) timer = setTimeout(end, ANSWER_WAIT_MS).unref();
  };
  const begin = () => {
    const language = names === 'auto' ? [] : ['-d', names];
    // A group of its own: Ctrl-C in the person's own editor is not for it. It ends when nobody writes to it any more.
    const begun = spawn('hunspell', ['-a', '-i', 'utf-8', ...language], {
      detached: true,
      env: openEnvironment(),
    });
    const ended = () => {
      if (child === begun) end();
    };
    begun.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (child !== begun) return;
      const heard = heardFrom(listening, chunk);
      listening = heard.listening;
      listen();
      if (heard.answers.length > 0) tell(heard.answers);
    });
    for (const stream of [begun, begun.stdin]) stream.on('error', ended);
    begun.stderr.resume();
    begun.on('exit', ended);
    return begun;
  };
  return {
    ask(words) {
      const taken = words.slice(0, MAX_WAITING_WORDS - listening.waiting.length);
      if (isGone || taken.length === 0) return;
      child ??= begin();
      listening = { ...listening, waiting: [...listening.waiting, ...taken] };
      child.stdin.write(taken.map((word) => `^${word}\n`).join(''));
      listen();
    },
    use(dictionaries) {
      if (names === dictionaries && !isGone) return;
      end();
      names = dictionaries;
      isGone = false;
    },
    end,
  };
}
