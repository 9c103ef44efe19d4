/** Puts another text in the place of what somebody said. */
import { aboutMessage } from '../logs/amending.ts';
import { withoutText } from '../logs/deletion.ts';

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
