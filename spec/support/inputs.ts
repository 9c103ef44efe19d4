/** How many inputs a parser gets: a few with all specs, a million with `npm run fuzz`. */

const given = process.env.PARLANCE_SPEC_INPUTS;

/** So many, unless it is said otherwise. */
export const inputs = (few: number): number => Number(given ?? few);
