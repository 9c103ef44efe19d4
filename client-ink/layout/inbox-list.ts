/** The inbox as rows: where, when and by whom the person was called, and the words. */
import { callsIn } from '../model/inbox.ts';
import type { ModeOf } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { hitRow } from './found.ts';
import { chosenInView, fitRow, piece, type Row } from './row.ts';
import { wrap } from './text.ts';

/** As many as fit, with the one that is chosen in view; or what will stand there. */
export function inboxRows(
  model: Model,
  mode: ModeOf<'inbox'>,
  columns: number,
  height: number,
): Row[] {
  const calls = callsIn(model, mode);
  if (calls.length === 0) return nothing(columns);
  const chosen = Math.min(mode.chosen, calls.length - 1);
  return chosenInView(calls, chosen, height).map(({ one: { message, server }, isChosen }) =>
    hitRow(message, { wanted: [], isChosen, now: model.now, server }, columns),
  );
}

const NOTHING = [
  'Nobody has called you since you looked last.',
  'What names you in a room, answers you, or is said to you alone stands here until you have read it.',
];

const nothing = (columns: number): Row[] =>
  NOTHING.flatMap((each) => wrap(each, columns - 2)).map((row) =>
    fitRow([piece(` ${row}`, 'dim')], columns),
  );
