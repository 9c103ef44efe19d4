/** Entries of a window as rows: what was said, topics, joins and parts in one line, and notes. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Entry, PresenceChanges, Said } from '../model/entry.ts';
import { clock } from '../times.ts';
import { body, hung, type Style } from './hanging.ts';
import { presenceSentence } from './presence.ts';
import { piece, type Row, type Tone } from './row.ts';
import { saidRows } from './said.ts';
import { cleanLine, cut, width } from './text.ts';
import { nickTone } from './theme.ts';

/** A row with words in the middle of a line. */
export function ruled(words: string, columns: number, tone: Tone): Row {
  const shown = cut(` ${words} `, Math.max(0, columns - 2));
  const left = Math.max(0, Math.floor((columns - width(shown)) / 2));
  const right = Math.max(0, columns - width(shown) - left);
  return [piece('─'.repeat(left) + shown + '─'.repeat(right), tone)];
}

interface Drawn {
  columns: number;
  quoted: Said | undefined;
  rows: readonly Row[];
}

const kept = new WeakMap<Entry, Drawn>();

/**
 * The rows of an entry, which may quote another. They are remembered, as long as the window keeps its width and nothing
 * is looked for.
 */
export function entryRows(entry: Entry, style: Style, quoted?: Said): readonly Row[] {
  if (style.needle !== undefined) return drawn(entry, style, quoted);
  const known = kept.get(entry);
  if (known?.columns === style.columns && known.quoted === quoted) return known.rows;
  const rows = drawn(entry, style, quoted);
  kept.set(entry, { columns: style.columns, quoted, rows });
  return rows;
}

function drawn(entry: Entry, style: Style, quoted: Said | undefined): readonly Row[] {
  switch (entry.kind) {
    case 'said':
      return saidRows(entry, style, quoted);
    case 'change': {
      const who = piece(cleanLine(entry.from), nickTone(entry.from));
      return hung(clock(entry.at), [piece('── ', 'accent')], [who], entry.text, 'accent', style);
    }
    case 'presence':
      return presence(entry, style);
    case 'note': {
      const tone = entry.tone === 'error' ? 'error' : entry.tone === 'answer' ? 'plain' : 'dim';
      const mark = entry.tone === 'error' ? '!! ' : '── ';
      const first = [piece(mark, entry.tone === 'error' ? 'error' : 'accent')];
      const when = clock(entry.at);
      return entry.tone === 'answer'
        ? body([piece(`${when} `, 'dim'), ...first], [], entry.text, tone, style)
        : hung(when, first, [], entry.text, tone, style);
    }
    case 'divider':
      return [ruled(cleanLine(entry.text), style.columns, 'accent')];
    default:
      return unreachable(entry);
  }
}

/** `→ ann, bob · ← carl (quit: lunch)`: who came and went, in the order of how they did. */
function presence({ changes, at }: PresenceChanges, style: Style): readonly Row[] {
  return hung(clock(at), [piece('── ', 'dim')], [], presenceSentence(changes), 'dim', style);
}
