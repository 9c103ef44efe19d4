/** Reacts to a message. */
import { aboutMessage } from '../logs/amending.ts';

export const react = aboutMessage<'react'>({
  needs: 'say',
  counts: 'reactions',
  says: ({ emoji }) => emoji,
  event: ({ emoji }, about) => ({ ev: 'react', ...about, emoji }),
});
