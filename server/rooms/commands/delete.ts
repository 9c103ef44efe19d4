/** Takes away the text of what somebody said. */
import { aboutMessage, withoutText } from '../amending.ts';

export const remove = aboutMessage<'delete'>({
  toOthers: 'delete',
  event: ({ reason }, about) => ({
    ev: 'delete',
    ...about,
    ...(reason !== undefined && { reason }),
  }),
  amends(_, { message, edit: last }, seq) {
    const { edited: __, ...tombstone } = message;
    return [{ ...tombstone, text: '', deleted: seq }, ...withoutText(last)];
  },
});
