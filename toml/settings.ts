/** Checks each setting of a TOML file, and tells every mistake as a sentence with its line and the nearest names. */
import * as v from 'valibot';
import { nearest } from '../grammar/reading/nearest.ts';
import { readToml } from './toml.ts';

/** A file: its name, as mistakes tell it, and what is in it. */
export interface File {
  name: string;
  text: string;
}

/** How mistakes are found and told. */
interface Judging {
  /** A setting as the mistakes show it. */
  readonly example: string;
  /** Finds settings that do not go together. It is given those that are right by themselves. */
  readonly clashes?: (said: Readonly<Record<string, unknown>>) => readonly Clash[];
}

/** A setting that does not go with others, and what is said behind its name. */
export interface Clash {
  readonly setting: string;
  readonly words: string;
}

/**
 * What a file says by these settings, or nothing if there is a mistake. Each mistake is added to `mistakes`, in the order of
 * the lines.
 */
export function settingsIn<Entries extends v.ObjectEntries>(
  file: File,
  settings: Entries,
  { example, clashes = () => [] }: Judging,
  mistakes: string[],
): v.InferOutput<v.ObjectSchema<Entries, undefined>> | undefined {
  const { table, lineOf, wrong } = readToml(file.text, example);
  const unread = wrong.map(({ line, sentence, shown }) => ({
    line,
    words: `${placeIn(file, line)}: ${sentence}\n${shown}`,
  }));
  const { success, output, issues } = v.safeParse(tableOf(settings), table);
  const names = (issues ?? []).map(({ path = [] }) => path.map(({ key }) => String(key)));
  const mistaken = new Set(names.map(([first]) => first));
  const sound = Object.fromEntries(
    Object.entries(output as object).filter(([name]) => !mistaken.has(name)),
  );
  // What is wrong with a setting alone is told already.
  const clashing = clashes(sound).filter(({ setting }) => !mistaken.has(setting));
  if (success && wrong.length === 0 && clashing.length === 0) {
    return output as v.InferOutput<v.ObjectSchema<Entries, undefined>>;
  }
  const told = (path: readonly string[], words: string) => {
    const line = lineOf(path);
    return { line: line ?? 0, words: `${placeIn(file, line)}: ${path.join('.')}: ${words}` };
  };
  const found = [
    ...(issues ?? []).map(({ message }, n) => told(names[n] ?? [], message)),
    ...clashing.map(({ setting, words }) => told([setting], words)),
  ];
  const all = [...unread, ...found].sort((a, b) => a.line - b.line);
  mistakes.push(...all.map(({ words }) => words));
  return undefined;
}

/** A table with these settings, each of which says by itself whether it may be left out, and no others. */
export const tableOf = <Entries extends v.ObjectEntries>(settings: Entries) =>
  v.pipe(
    v.looseObject(settings),
    v.rawCheck(({ dataset: { value }, addIssue }) => {
      const input = value as Record<string, unknown>;
      for (const key of Object.keys(input)) {
        if (key in settings) continue;
        const message = `is no setting.${meant(key, Object.keys(settings))}`;
        addIssue({
          message,
          path: [{ type: 'object', origin: 'key', input, key, value: input[key] }],
        });
      }
    }),
  );

/** Where a mistake is. */
const placeIn = ({ name }: File, line: number | undefined): string =>
  line === undefined ? name : `${name}: line ${line}`;

/** The names that somebody may have meant by a word, or all that there are, as a sentence behind a blank. */
export function meant(word: string, among: readonly string[]): string {
  const near = nearest(word, among);
  return near.length === 0
    ? ` There are ${among.join(', ')}.`
    : ` Did you mean ${near.join(' or ')}?`;
}
