/** The options as operators read them: a file that they fill in, and the table of README. */
import { defaultOf, flagOf, type OptionName, optionNames, optionOf, settingOf } from './table.ts';

/** A configuration file with every option, each switched off behind a `#` and with its default or an example. */
export const sample = (): string =>
  [
    'The options of "parlance serve". Take the # away from a setting to change it; what stands behind it is the default, or an example.',
    'Flags and PARLANCE_... in the environment win over this file. "parlance config --check FILE" checks it.',
    'SIGHUP, /rehash and "parlance rehash" read it again while the server runs.',
  ]
    .map((line) => `# ${line}\n`)
    .join('') + optionNames.map(sampled).join('');

const sampled = (name: OptionName): string => {
  const { help, more, reloads } = optionOf(name);
  const said = [sentence(help), ...(more === undefined ? [] : [`${more}.`])].join(' ');
  const when = reloads ? '' : ' A change needs a restart.';
  return `\n# ${said}${when}\n# ${settingOf(name)} = ${written(name)}\n`;
};

const sentence = (help: string): string => `${help[0]?.toUpperCase()}${help.slice(1)}.`;

/** A value as the file has it. */
function written(name: OptionName): string {
  const { kind, example } = optionOf(name);
  const value = defaultOf(name) ?? example ?? '';
  switch (kind) {
    case 'text':
      return JSON.stringify(value);
    case 'list':
      return `[${String(value)
        .split(',')
        .map((item) => JSON.stringify(item))
        .join(', ')}]`;
    default:
      return String(value);
  }
}

/** The rows of README's table. */
export const table = (): string =>
  optionNames
    .map((name) => {
      const { flag, help, kind, reloads } = optionOf(name);
      const typed = flag.replace(/<(.*)>/, (_, word: string) => word.toUpperCase());
      const value = kind === 'flag' ? '' : String(defaultOf(name) ?? '');
      return `| \`${typed}\` | ${value} | ${help.replaceAll('|', '\\|')} | ${reloads ? 'yes' : ''} |\n`;
    })
    .join('');

/** What README says below the table. */
export const remarks = (): string =>
  optionNames
    .map((name) => {
      const { more } = optionOf(name);
      return more === undefined ? '' : `- \`${flagOf(name)}\`: ${more}.\n`;
    })
    .join('');
