/** Completion scripts for shells, made from the tree of commands: they know all words, and start no process. */
import { unreachable } from '../../grammar/unreachable.ts';
import { allIn, type Entry, type Flag } from './tree.ts';

/** A shell that there is a script for. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** The script that a shell reads. */
export function completionFor(shell: Shell, tree: Entry): string {
  switch (shell) {
    case 'bash':
      return bash(tree);
    case 'zsh':
      return zsh(tree);
    case 'fish':
      return fish(tree);
    default:
      return unreachable(shell);
  }
}

const key = ({ path }: Entry): string => path.join(' ');

const words = ({ entries }: Entry): string[] => entries.map(({ path }) => path.at(-1) ?? '');

/** A value's choices, or those of the first argument. */
const choicesOf = ({ places }: Entry): readonly string[] => places[0]?.choices ?? [];

/** As a shell takes it for one word. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Follows the words that were typed to the command that they lead to, in bash and zsh. */
const walk = (tree: Entry): string =>
  allIn(tree)
    .slice(1)
    .map((entry) => `      ${quoted(key(entry))}) at=$next ;;`)
    .join('\n');

function bash(tree: Entry): string {
  const cases = allIn(tree).map((entry) => {
    const flags = [...entry.flags.map(({ long }) => long), '--help'];
    const values = entry.flags.flatMap((flag) => bashValue(flag));
    return [
      `    ${quoted(key(entry))})`,
      '      case $previous in',
      ...values,
      '      esac',
      `      words=${quoted([...words(entry), ...choicesOf(entry)].join(' '))}`,
      `      flags=${quoted(flags.join(' '))} ;;`,
    ].join('\n');
  });
  return `# bash completion for parlance. In ~/.bashrc: source <(parlance completion bash)
_parlance() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local at=parlance next word words flags
  # --name=value comes as three words.
  [[ $current == = ]] && current=
  [[ $previous == = ]] && previous=\${COMP_WORDS[COMP_CWORD - 2]}
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="$at $word"
    case $next in
${walk(tree)}
    esac
  done
  case $at in
${cases.join('\n')}
  esac
  [[ $current == -* ]] && words=$flags
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _parlance parlance
`;
}

function bashValue({ long, value, choices }: Flag): string[] {
  if (value === undefined) return [];
  const offered =
    value === 'text'
      ? `COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$current"))`
      : `COMPREPLY=($(compgen -${value === 'file' ? 'f' : 'd'} -- "$current"))`;
  return [`        ${long}) ${offered}; return ;;`];
}

function zsh(tree: Entry): string {
  const cases = allIn(tree).map((entry) => {
    const flags = entry.flags.map((flag) => quoted(zshFlag(flag)));
    const commands = entry.entries.map(({ path, summary }) => quoted(`${path.at(-1)}:${summary}`));
    const options = [...flags, quoted('--help[show what it does]')].join(' ');
    const what =
      commands.length === 0
        ? `    _arguments -s ${options} ${zshRest(entry)}`
        : `    commands=(${commands.join(' ')})
    if [[ $PREFIX == -* ]]; then _arguments -s ${options}; else _describe -t commands command commands; fi`;
    return `  ${quoted(key(entry))})\n${what} ;;`;
  });
  return `#compdef parlance
# zsh completion for parlance. In ~/.zshrc, after compinit: source <(parlance completion zsh)
_parlance() {
  local at=parlance next word depth=1
  local -a commands
  for word in "\${(@)words[2,CURRENT-1]}"; do
    next="$at $word"
    case $next in
${walk(tree).replaceAll('at=$next', 'at=$next; depth=$((depth + 1))')}
    esac
  done
  words=("\${(@)words[depth,-1]}")
  CURRENT=$((CURRENT - depth + 1))
  case $at in
${cases.join('\n')}
  esac
}
compdef _parlance parlance
`;
}

/** In zsh a colon and brackets part what a specification says. */
const zshText = (text: string): string => text.replace(/[\\[\]:]/g, '\\$&');

function zshFlag({ long, description, value, choices }: Flag): string {
  const said = `[${zshText(description)}]`;
  if (value === undefined) return `${long}${said}`;
  return `${long}=${said}:${value}:${zshAction(value, choices)}`;
}

function zshAction(value: Flag['value'], choices: readonly string[]): string {
  if (value === 'file') return '_files';
  if (value === 'directory') return '_files -/';
  return choices.length > 0 ? `(${choices.join(' ')})` : ' ';
}

function zshRest(entry: Entry): string {
  const choices = choicesOf(entry);
  return quoted(choices.length > 0 ? `1:what:(${choices.join(' ')})` : '*:file:_files');
}

function fish(tree: Entry): string {
  const lines = allIn(tree).flatMap((entry) => {
    const here = `complete -c parlance -n ${quoted(`__parlance_at ${key(entry)}`)}`;
    return [
      ...(entry.entries.length > 0 ? [`${here} -f`] : []),
      ...entry.entries.map(
        ({ path, summary }) => `${here} -a ${path.at(-1)} -d ${quoted(summary)}`,
      ),
      ...(choicesOf(entry).length > 0
        ? [`${here} -f -a ${quoted(choicesOf(entry).join(' '))}`]
        : []),
      ...entry.flags.map((flag) => `${here} ${fishFlag(flag)}`),
      `${here} -l help -d 'show what it does'`,
    ];
  });
  return `# fish completion for parlance. In ~/.config/fish/config.fish: parlance completion fish | source
function __parlance_at
    set -l at parlance
    for word in (commandline -opc)[2..]
        if contains -- "$at $word" ${allIn(tree)
          .slice(1)
          .map((entry) => quoted(key(entry)))
          .join(' ')}
            set at "$at $word"
        end
    end
    test "$at" = "$argv"
end
${lines.join('\n')}
`;
}

function fishFlag({ long, description, value, choices }: Flag): string {
  const said = `-l ${long.slice(2)} -d ${quoted(description)}`;
  if (value === undefined) return said;
  if (value === 'file') return `${said} -r -F`;
  if (value === 'directory') return `${said} -x -a '(__fish_complete_directories)'`;
  return choices.length > 0 ? `${said} -x -a ${quoted(choices.join(' '))}` : `${said} -x`;
}
