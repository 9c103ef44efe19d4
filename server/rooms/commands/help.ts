/** Shows the commands, or one of them. */
import type { Definition } from '../../../grammar/commands/command.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { meantBy, namesOf } from '../../../grammar/reading/meant.ts';
import { shown } from '../../../grammar/reading/quote.ts';
import type { Row } from './row.ts';

export const help: Row<'help'> = {
  nature: { asks: 'line' },
  needs: 'nothing',
  isRoomless: true,
  isUnlocked: true,
  run(act, { about }) {
    const all = [...act.world.vocabulary.commands.values()];
    if (about === undefined) return act.show({ ev: 'help', commands: all.map(entry) });
    const page = pageOf(all, about.replace(/^\//, '').toLowerCase());
    if (page) return act.show({ ev: 'help', commands: [page] });
    const near = meantBy(about, namesOf(all));
    act.refuse(fault('no_such_topic', { about: shown(about), near }));
  },
};

type Entry = EventOf<'help'>['commands'][number];

const entry = ({ usage, summary, short }: Definition): Entry => ({
  usage,
  summary,
  ...(short && { short: [...short] }),
});

function pageOf(all: readonly Definition[], word: string): Entry | undefined {
  const found = all.find(({ name, short }) => name === word || short?.includes(word));
  return found && { ...entry(found), about: found.about, examples: [...found.examples] };
}
