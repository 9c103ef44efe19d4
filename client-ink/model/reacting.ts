/** Reacting to the message that is chosen: some emoji to choose from, or anything that is typed. */
import { emojiFor } from '../editor/emoji.ts';
import type { Line } from '../editor/line.ts';
import type { Action } from '../keys.ts';
import { type Reaction, saidAt } from './entry.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Step, shownPlace } from './model.ts';
import { viewed } from './place.ts';
import { enter } from './sending.ts';

type Reacting = ModeOf<'reacting'>;

/** A key while a reaction is chosen. `queryAfter` is the query with that key, if the key is for it. */
export function inReacting(
  model: Model,
  mode: Reacting,
  action: Action | undefined,
  queryAfter: () => Line | undefined,
  otherwise: (model: Model) => Step,
): Step {
  const { length } = emojiFor(mode.query.text);
  const to = (chosen: number): Step =>
    only({ ...model, mode: { ...mode, chosen: (chosen + length) % Math.max(1, length) } });
  switch (action) {
    case 'send':
      return react(model, mode);
    case 'complete':
    case 'right':
    case 'down':
      return to(mode.chosen + 1);
    case 'complete-back':
    case 'left':
    case 'up':
      return to(mode.chosen - 1);
    case 'cancel':
    case 'interrupt':
      return only({ ...model, mode: { is: 'choosing', seq: mode.seq } });
    default: {
      const query = queryAfter();
      if (query === undefined) return otherwise({ ...model, mode: talking });
      return only({ ...model, mode: { ...mode, query, chosen: 0 } });
    }
  }
}

/** Whoever reacts with the same a second time takes it back. */
function react(model: Model, { seq, query, chosen }: Reacting): Step {
  const place = shownPlace(model);
  const taken = emojiFor(query.text)[chosen] ?? query.text.trim();
  const { reactions = [] } = saidAt(viewed(place).entries, seq) ?? {};
  const verb = reactions.some((each) => isMine(each, taken)) ? 'unreact' : 'react';
  const calm: Model = { ...model, mode: talking };
  return enter(calm, `/${verb} ${seq} ${taken}`);
}

const isMine = ({ emoji, mine }: Reaction, taken: string): boolean =>
  mine === true && emoji === taken;
