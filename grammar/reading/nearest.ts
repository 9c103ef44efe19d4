/** Did you mean …? The names most like a mistyped one, found with bounded work however many there are. */

/** A search looks at this many candidates, and compares this many of them letter by letter. */
const MAX_CANDIDATES = 20_000;
const MAX_COMPARED = 1_000;
/** A longer word is no slip of the finger. */
const MAX_WORD_LENGTH = 64;

/**
 * The names at most a few slips away from `word`, best first and at most `most` of them: a slip is a letter too many,
 * missing, wrong or swapped with its neighbour. A name that `word` begins counts as one slip. Case is no slip.
 */
export function nearest(word: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = word.toLowerCase();
  if (wanted.length > MAX_WORD_LENGTH) return [];
  const allowed = slipsAllowed(wanted.length);
  const found: { name: string; slips: number }[] = [];
  let looked = 0;
  let compared = 0;
  for (const name of candidates) {
    looked += 1;
    if (looked > MAX_CANDIDATES || compared > MAX_COMPARED) break;
    if (name.length > MAX_WORD_LENGTH) continue;
    const folded = name.toLowerCase();
    const begun = wanted.length >= 3 && folded.startsWith(wanted);
    if (!begun && Math.abs(folded.length - wanted.length) > allowed) continue;
    compared += 1;
    const slips = folded === wanted ? 0 : begun ? 1 : distance(wanted, folded, allowed);
    if (slips <= allowed) found.push({ name, slips });
  }
  return found
    .sort((a, b) => a.slips - b.slips)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Of two letters, one has to be right for a guess to be better than none. */
function slipsAllowed(length: number): number {
  if (length <= 2) return length - 1;
  return length <= 4 ? 1 : length <= 8 ? 2 : 3;
}

const TABLE_WIDTH = MAX_WORD_LENGTH + 4;
// Used again by every comparison; row and column 0 never change. No word here is longer than MAX_WORD_LENGTH + 3.
const cells = new Uint8Array(TABLE_WIDTH * TABLE_WIDTH);
for (let i = 0; i < TABLE_WIDTH; i += 1) {
  cells[i] = i;
  cells[i * TABLE_WIDTH] = i;
}

const cell = (i: number, j: number): number => cells[i * TABLE_WIDTH + j] as number;

/** Damerau and Levenshtein's distance (optimal string alignment), or more than `allowed` once it must be. */
function distance(a: string, b: string, allowed: number): number {
  for (let i = 1; i <= a.length; i += 1) {
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const slips = slipsAt(a, b, i, j);
      cells[i * TABLE_WIDTH + j] = slips;
      if (slips < least) least = slips;
    }
    if (least > allowed) return allowed + 1;
  }
  return cell(a.length, b.length);
}

/** Between the first `i` letters of `a` and the first `j` of `b`, given all shorter beginnings. */
function slipsAt(a: string, b: string, i: number, j: number): number {
  const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
  const least = Math.min(
    cell(i - 1, j) + 1,
    cell(i, j - 1) + 1,
    cell(i - 1, j - 1) + (same ? 0 : 1),
  );
  const swapped =
    i > 1 &&
    j > 1 &&
    a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
    a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
  return swapped ? Math.min(least, cell(i - 2, j - 2) + 1) : least;
}
