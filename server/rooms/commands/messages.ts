/** Answers a message, puts another text in its place, and reacts to it. */
import type { Act } from '../act.ts';
import type { FoundMessage } from '../answers.ts';
import { aboutMessage } from '../logs/amending.ts';
import { withoutText } from '../logs/deletion.ts';
import { ignores } from '../people/ignoring.ts';
import { levelIn } from '../people/notifying.ts';
import type { Private, Room } from '../world/state.ts';

/** Answers a message. */
export const reply = aboutMessage<'reply'>({
  needs: 'say',
  isNew: true,
  says: ({ text }) => text,
  event: ({ text }, about) => ({ ev: 'message', ...about, kind: 'say', text }),
  afterwards: ringAuthor,
});

/** Whoever is answered is called, as if by their nick. */
function ringAuthor(act: Act, log: Room | Private, { author }: FoundMessage): void {
  const called = act.world.persons.get(author);
  if (!called?.bell || called === act.person || ignores(called, act.person)) return;
  if ('name' in log && !called.rooms.has(log.key)) return;
  if (levelIn(called, 'name' in log ? log.key : undefined, act.world.now) === 'none') return;
  act.each(called, (who) => ({ do: 'ring', who, log: log.key }));
}

/** Puts another text in the place of a message. */
export const edit = aboutMessage<'edit'>({
  needs: 'say',
  counts: 'edits',
  says: ({ text }) => text,
  event: ({ text }, about) => ({ ev: 'edit', ...about, text }),
  amends: ({ text }, { message, edit: last }, seq) => [
    { ...message, text, edited: seq },
    ...withoutText(last),
  ],
});

/** Reacts to a message. */
export const react = aboutMessage<'react'>({
  needs: 'say',
  counts: 'reactions',
  says: ({ emoji }) => emoji,
  event: ({ emoji }, about) => ({ ev: 'react', ...about, emoji }),
});

/** Takes back a reaction to a message, or all of one's own. */
export const unreact = aboutMessage<'unreact'>({
  needs: 'say',
  counts: 'reactions',
  event: ({ emoji }, about) => ({
    ev: 'unreact',
    ...about,
    ...(emoji !== undefined && { emoji }),
  }),
});
