/** The commands that the link gives by itself. A person who gave one would take it out of step with the server. */
import type { Command } from '../grammar/ast.ts';

export type Own = 'format' | 'resume';

export const isOwn = (name: string): name is Own =>
  (['format', 'resume'] satisfies Command['cmd'][] as string[]).includes(name);

/** Why it is refused. */
export const whyOwn = (name: Own): string =>
  `/${name} is what this client does by itself; it can't be typed here.`;
