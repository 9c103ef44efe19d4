/** What was typed before, as a list over the messages: the newest stands next to the query. */
import type { ModeOf } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { shownPlace } from '../model/place-list.ts';
import { typedLike } from '../model/recalling.ts';
import { chosenInView, fitRow, piece, type Row, spread } from './row.ts';
import { cleanLine } from './text.ts';

/** The lines around the one that is chosen, and where they were typed if that was elsewhere. */
export function recalledRows(
  model: Model,
  { query, chosen }: ModeOf<'recalling'>,
  columns: number,
  height: number,
): Row[] {
  const lines = typedLike(model, query.text);
  if (lines.length === 0) return [fitRow([piece(' you typed nothing like this', 'dim')], columns)];
  const here = shownPlace(model).name;
  return chosenInView(lines, chosen, height)
    .map(({ one: { text, place }, isChosen }): Row => {
      const tone = isChosen ? 'chosen' : 'plain';
      const where = place === here ? '' : ` ${cleanLine(place)} `;
      const right = piece(where, tone === 'chosen' ? tone : 'dim');
      return spread([piece(` ${cleanLine(text)}`, tone)], [right], columns, tone);
    })
    .reverse();
}
