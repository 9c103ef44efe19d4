/** Takes away the text of what somebody said. */
import { aboutMessage } from '../amending.ts';
import { deletion } from '../deletion.ts';

export const remove = aboutMessage<'delete'>({
  toOthers: 'delete',
  event: ({ reason }, about) => ({
    ev: 'delete',
    ...about,
    ...(reason !== undefined && { reason }),
  }),
  amends: (_, found, seq) => deletion(found, seq),
});
