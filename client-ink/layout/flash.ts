/** The answer to the last key, such as why a line cannot be sent: in full, over as many rows as it takes. */
import type { Model } from '../model/model.ts';
import { fitRow, piece, type Row } from './row.ts';
import { cleanLine, wrap } from './text.ts';

export function flashRows({ flash, size: { columns } }: Model): Row[] {
  if (flash === undefined) return [];
  return wrap(cleanLine(flash), columns).map((row) => fitRow([piece(row, 'unread')], columns));
}
