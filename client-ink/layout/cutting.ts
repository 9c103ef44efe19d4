/** Cuts pieces of a line where stretches of that line begin and end. */
import type { Piece } from './row.ts';

/** A part of a line, in UTF-16 units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Pieces of a line that begin `at`: those within a stretch as `change` makes them. */
export function cutBy<Each extends Stretch>(
  pieces: readonly Piece[],
  at: number,
  stretches: readonly Each[],
  change: (piece: Piece, stretch: Each) => Piece,
): Piece[] {
  if (stretches.length === 0) return [...pieces];
  let start = at;
  return pieces.flatMap((each) => {
    const from = start;
    start += each.text.length;
    const edges = stretches.flatMap((stretch) => [stretch.from, stretch.to]);
    const cuts = [from, ...edges.filter((edge) => edge > from && edge < start), start];
    return cuts.slice(1).map((end, index) => {
      const begin = cuts[index] ?? from;
      const part = { ...each, text: each.text.slice(begin - from, end - from) };
      const stretch = stretches.find((one) => one.from <= begin && end <= one.to);
      return stretch === undefined ? part : change(part, stretch);
    });
  });
}
