/** Shows the commands, or one of them. */
import type { Definition } from '../../../grammar/commands/command.ts';
import { commands } from '../../../grammar/commands/index.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { meantBy, namesOf } from '../../../grammar/meant.ts';
import type { Row } from './row.ts';

export const help: Row<'help'> = {
  nature: { asks: 'line' },
  needs: 'nothing',
  run(act, { about }) {
    if (about === undefined) act.answer({ ev: 'help', commands: all.map(entry) });
    else {
      const page = pageOf(about.replace(/^\//, '').toLowerCase());
      if (page === undefined) {
        return act.refuse(fault('no_such_topic', { about, near: meantBy(about, known) }));
      }
      act.answer({ ev: 'help', commands: [page] });
    }
    act.queried();
  },
};

const all = Object.values<Definition>(commands);
const known = namesOf(all);

type Entry = EventOf<'help'>['commands'][number];

const entry = ({ usage, summary, short }: Definition): Entry => ({
  usage,
  summary,
  ...(short && { short: [...short] }),
});

function pageOf(word: string): Entry | undefined {
  const found = all.find(({ name, short }) => name === word || short?.includes(word));
  return found && { ...entry(found), about: found.about, examples: [...found.examples] };
}
