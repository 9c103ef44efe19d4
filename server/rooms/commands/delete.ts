/** Takes away the text of what somebody said: of one message, or of all of late. */
import { aboutMessage } from '../logs/amending.ts';
import { deleteFound, deleteFrom } from '../logs/deleting.ts';
import { deletion } from '../logs/deletion.ts';
import type { Row } from './row.ts';

const one = aboutMessage<'delete'>({
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

export const remove: Row<'delete'> = {
  ...one,
  needs: 'nothing',
  run: (act, command) =>
    command.from === undefined ? one.run(act, command) : deleteFrom(act, command),
  answered: { ...one.answered, said: deleteFound },
};
