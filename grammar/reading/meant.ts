/** Finds the command that an unknown name means: a slip of the finger, or a word of another chat. */
import type { Definition } from '../commands/command.ts';
import { nearest } from './nearest.ts';

/** What commands are called, here and elsewhere. */
export interface Names {
  readonly ours: readonly string[];
  /** The command that is called so in other chats. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

/** The names that people may mean: those of these commands, and the words of other chats for them. */
export const namesOf = (commands: readonly Definition[]): Names => ({
  ours: commands.map(({ name }) => name),
  elsewhere: new Map(
    commands.flatMap(({ name, elsewhere = '' }) =>
      elsewhere.split(' ').map((word): [string, string] => [word, name]),
    ),
  ),
});

/** The names of the commands that may be meant by `name`, which is none: best first, without slashes, perhaps none. */
export function meantBy(name: string, { ours, elsewhere }: Names): string[] {
  const known = elsewhere.get(name.toLowerCase());
  const near = nearest(name, ours).filter((other) => isSlip(name, other));
  return [...new Set(known ? [known, ...near] : near)];
}

/** Fingers seldom slip on the first letter of a short word: /kick is no /nick. */
function isSlip(name: string, near: string): boolean {
  if (name.length <= 2) return false;
  if (name.length > 4) return true;
  const [a = '', b = ''] = name.toLowerCase();
  return near[0] === a || near[0] === b || near[1] === a;
}
