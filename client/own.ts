/** Commands that only the link may give: a person who typed one would confuse what the link knows of its session. */
import type { Definition } from '../grammar/commands/command.ts';
import { commands } from '../grammar/commands/index.ts';

const own = new Set(
  Object.values<Definition>(commands)
    .filter(({ ofConnection }) => ofConnection)
    .map(({ name }) => name),
);

/** True for a command, named without its slash, that only the link may give. */
export const isOwn = (name: string): boolean => own.has(name);

/** Why it is refused. */
export const whyOwn = (name: string): string =>
  `/${name} is what this client does by itself; it can't be typed here.`;
