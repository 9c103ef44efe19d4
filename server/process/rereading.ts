/** Reads the configuration again while the server runs: changes what may change, and says what that was. */
import { rehashed } from '../../grammar/sentences/stats.ts';
import { type Config, configure } from '../config.ts';
import { check, type Options } from '../options/check.ts';
import { type OptionName, optionNames, optionOf, settingOf } from '../options/table.ts';
import type { Reread } from '../rooms/answers.ts';

/** Reads the options anew; `adjust` is told what they come to now, unless there are mistakes. */
export type Rereading = (adjust: (config: Config) => void) => Reread;

/** A server began with these options; `read` reads what they are now. */
export function rereading(
  began: Options,
  read: () => { options: Options } | { mistakes: string[] },
): Rereading {
  let now = began;
  return (adjust) => {
    const found = read();
    if ('mistakes' in found) return { mistakes: found.mistakes };
    const others = differing(now, found.options);
    const changed = others.filter((name) => optionOf(name).reloads);
    const from = (name: OptionName) => (changed.includes(name) ? found.options : now)[name];
    const next = Object.fromEntries(
      optionNames.map((name) => [name, from(name)]).filter(([, value]) => value !== undefined),
    ) as Options;
    const config = configure(next);
    if ('mistakes' in config) return config;
    now = next;
    if (changed.length > 0) adjust(config);
    const restart = others.filter((name) => !changed.includes(name));
    return { changed: changed.map(settingOf), restart: restart.map(settingOf) };
  };
}

/** The options that do not come to the same, whether they were given or not. */
function differing(one: Options, other: Options): OptionName[] {
  const [these, those] = [check(one), check(other)] as Record<string, unknown>[];
  return optionNames.filter(
    (name) => JSON.stringify(these?.[name]) !== JSON.stringify(those?.[name]),
  );
}

/** What came of it, as a sentence for the operator. */
export function told(read: Reread): string {
  if ('mistakes' in read) {
    return `nothing was changed, since the configuration has mistakes: ${read.mistakes.join(' ')}`;
  }
  return rehashed({ ev: 'rehashed', ...read });
}
