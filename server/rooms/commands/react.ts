/** Reacts to a message. */
import { aboutMessage } from '../amending.ts';

export const react = aboutMessage<'react'>({
  event: ({ emoji }, about) => ({ ev: 'react', ...about, emoji }),
});
