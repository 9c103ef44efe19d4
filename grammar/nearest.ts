/** Did you mean …? The names most like a mistyped one, found with bounded work however many there are. */

/** So many candidates are looked at, and so many of them compared letter by letter. */
const LOOKED_AT = 20_000;
const COMPARED = 2_000;
/** A longer word is no slip of the finger. */
const LONGEST = 64;

/**
 * The names at most a few slips away from `word`, best first and at most `most` of them: a slip is a letter too many,
 * missing, wrong or swapped with its neighbour. A name that `word` begins counts as one slip. Case is no slip.
 */
export function nearest(word: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = word.toLowerCase();
  if (wanted.length > LONGEST) return [];
  const allowed = wanted.length <= 3 ? 1 : wanted.length <= 7 ? 2 : 3;
  const found: { name: string; slips: number }[] = [];
  let looked = 0;
  let compared = 0;
  for (const name of candidates) {
    looked += 1;
    if (looked > LOOKED_AT || compared > COMPARED) break;
    const begun = name.length <= LONGEST && beginsWith(name.toLowerCase(), wanted);
    if (!begun && Math.abs(name.length - word.length) > allowed) continue;
    compared += 1;
    const slips = begun ? 1 : distance(wanted, name.toLowerCase(), allowed);
    if (slips <= allowed) found.push({ name, slips });
  }
  return found
    .sort((a, b) => a.slips - b.slips)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Two letters after a sigil are enough to know a name by its beginning. */
const beginsWith = (name: string, word: string): boolean =>
  word.length >= 3 && name.startsWith(word);

/** Damerau and Levenshtein's distance (optimal string alignment), or more than `allowed` once it must be. */
function distance(a: string, b: string, allowed: number): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + wrong);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(before, j - 2) + 1);
      row.push(least);
    }
    if (Math.min(...row) > allowed) return allowed + 1;
    before = above;
    above = row;
  }
  return at(above, b.length);
}

const at = (row: number[], j: number): number => row[j] ?? Number.POSITIVE_INFINITY;
