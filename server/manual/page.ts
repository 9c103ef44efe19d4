/** The manual page `parlance(1)`, in roff, made from the tree of commands. */
import { allIn, type Entry, type Flag } from './tree.ts';

/** The page. `version` stands at its foot. */
export function page(tree: Entry, version: string): string {
  const commands = allIn(tree).filter(
    ({ entries, path }) => path.length > 1 && entries.length === 0,
  );
  return `${[
    `.TH PARLANCE 1 "" "parlance ${roff(version)}" "User Commands"`,
    '.nh',
    '.SH NAME',
    'parlance \\- a multi\\-room chat server that anybody can join with nc, and its clients',
    '.SH SYNOPSIS',
    ...commands.flatMap(synopsis),
    '.SH DESCRIPTION',
    roff(tree.description),
    'Each option has a twin in the environment, which stands behind it. A flag overrides its twin.',
    '.SH COMMANDS',
    ...commands.flatMap(described),
    ...trailer,
  ].join('\n')}\n`;
}

const synopsis = ({ path, usage }: Entry): string[] => [
  `.B ${roff(path.join(' '))}`,
  roff(usage),
  '.br',
];

const described = ({ path, description, places, flags, after }: Entry): string[] => [
  `.SS ${roff(path.slice(1).join(' '))}`,
  ...paragraphs(description),
  ...places
    .filter((place) => place.description !== '')
    .flatMap((place) => ['.TP', `.I ${roff(place.name)}`, roff(place.description)]),
  ...flags.flatMap(optionally),
  ...paragraphs(after),
];

const optionally = ({ written, description, env, fallback, choices }: Flag): string[] => {
  const notes = [
    ...(choices.length > 0 ? [`one of ${choices.join(', ')}`] : []),
    ...(fallback === undefined ? [] : [`default: ${fallback}`]),
    ...(env === undefined ? [] : [env]),
  ];
  const behind = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return ['.TP', `.B ${roff(written)}`, roff(`${description}${behind}`)];
};

const paragraphs = (text: string): string[] =>
  text === '' ? [] : ['.PP', ...text.split('\n').flatMap((line) => [roff(line), '.br'])];

const trailer = [
  '.SH FILES',
  ...[
    ['parlance\\-data/', 'where a server keeps everything, unless \\-\\-data says otherwise'],
    ['parlance.toml', 'the options of a server; parlance config \\-\\-sample prints one'],
    ['~/.config/parlance/config.toml', 'the configuration of parlance chat'],
    [
      '~/.local/state/parlance/known\\-servers',
      'servers for which no authority vouches, and their certificates',
    ],
  ].flatMap(([name, what]) => ['.TP', `.I ${name}`, `${what}`]),
  '.SH EXIT STATUS',
  '0: all is well. 1: refused, lost, or something is wrong. 2: wrong usage.',
  '.SH SEE ALSO',
  '.BR nc (1),',
  'and README.md, PROTOCOL.md and CHANGELOG.md beside the program.',
];

/** A text that roff takes for nothing but a text. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('\n', ' ')
    .replace(/^[.']/, '\\&$&');
