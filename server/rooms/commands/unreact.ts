/** Takes a reaction back, or all of one's own to a message. */
import { aboutMessage } from '../logs/amending.ts';

export const unreact = aboutMessage<'unreact'>({
  needs: 'say',
  counts: 'reactions',
  event: ({ emoji }, about) => ({
    ev: 'unreact',
    ...about,
    ...(emoji !== undefined && { emoji }),
  }),
});
