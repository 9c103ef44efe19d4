/** Takes away the text of what somebody said. */
import { aboutMessage } from '../amending.ts';
import { deletion } from '../deletion.ts';

export const remove = aboutMessage<'delete'>({
  needs: 'say',
  speaks: true,
  toOthers: 'delete',
  says: ({ reason }) => reason,
  event: ({ reason }, about) => ({
    ev: 'delete',
    ...about,
    ...(reason !== undefined && { reason }),
  }),
  amends: (_, found, seq) => deletion(found, seq),
});
