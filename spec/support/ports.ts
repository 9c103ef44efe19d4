/** The ports that a server has picked. */

/** The port of the first of the places where a server listens that has one. */
export const portOf = (places: readonly string[]): number =>
  places.flatMap((place) => /:(\d+)$/.exec(place)?.[1] ?? []).map(Number)[0] ?? 0;
