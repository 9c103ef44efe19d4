/** Sends the server a command under a tag, and remembers by the tag who waits for the answer. */
import type { Command } from '../../grammar/ast.ts';
import { withMoments } from '../language/local-time.ts';
import type { Model, Update } from './model.ts';

/**
 * Sends a command for a place under a new tag. `line`: what the person typed for it; absent for what the client asks by
 * itself.
 */
export function ask(
  model: Model,
  place: number,
  command: Command,
  line?: string,
): Update & { tag: string } {
  const tags = model.tags + 1;
  const tag = command.tag ?? `${model.prefix}.${tags}`;
  const tagged = { ...command, tag };
  const asked = new Map(model.asked);
  asked.set(tag, { place, command: tagged, ...(line !== undefined && { line }) });
  return {
    model: { ...model, tags, asked },
    effects: [{ do: 'send', command: withMoments(tagged) }],
    tag,
  };
}
