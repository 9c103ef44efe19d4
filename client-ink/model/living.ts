/** What people do to messages that were said before: it changes them where they are, and is no line of its own. */
import { logKey } from '../../grammar/names.ts';
import { saidAt } from './entry.ts';
import type { Happening } from './fate.ts';
import { isRead } from './message.ts';
import { logPlace, type Model, withPlace } from './model.ts';
import { isBusy } from './moving.ts';
import { type Place, withSeq } from './place.ts';
import { befallen, isSame } from './record.ts';

/** How much of a message is quoted in a sentence. */
const QUOTED = 30;

/** Somebody did something to a message that was said before. */
export function happened(model: Model, event: Happening): Model {
  const place = logPlace(model, logKey('room' in event ? event.room : event.log));
  if (place === undefined || event.seq <= place.newest) return model;
  const next = withPlace(model, withSeq(befallen(place, [event], model.nick), event.seq));
  return event.ev === 'react' ? noticed(next, place, event) : next;
}

/** Somebody likes what one said, and it is not before one's eyes. Nothing that is being typed is disturbed by it. */
function noticed(model: Model, place: Place, event: Happening & { ev: 'react' }): Model {
  const said = saidAt(place.entries, event.of);
  const foreign = isSame(event.from, model.nick) || said?.mine !== true;
  if (foreign || isBusy(model) || isRead(model, place)) return model;
  const [line = ''] = said.text.split('\n');
  const words = line.length > QUOTED ? `${[...line].slice(0, QUOTED).join('')}…` : line;
  const where = place.kind === 'room' ? ` in ${place.name}` : '';
  return { ...model, flash: `${event.from} reacts ${event.emoji} to “${words}”${where}` };
}
