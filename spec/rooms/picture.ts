/** All of a world as plain data, to be compared: what is undone, or comes back after a restart, has to be what it was. */
import { Ranking } from '../../server/rooms/ranking.ts';
import { Index, Table } from '../../server/rooms/table.ts';
import type { World } from '../../server/rooms/world.ts';

/** What was given to the world, and what it notes of the input that is being decided. */
const notHeld = ['settings', 'vocabulary', 'journal', 'now', 'touched', 'looked'];

/** All that the world holds as plain data: tables as lists, and what is met again by its number. */
export function pictureOf(world: World): unknown {
  const seen = new Map<object, number>();
  const picture = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return `see ${known}`;
    seen.set(value, seen.size);
    if (value instanceof Map) return [...value.entries()].map(picture);
    if (value instanceof Index) {
      const {
        journal: _,
        all: __,
        count: ___,
        ...more
      } = value as object as Record<string, unknown>;
      const entries = value instanceof Table ? [...value.entries()] : lookUps(value);
      return [entries.map(picture), picture(more)];
    }
    if (value instanceof Ranking) return ranks(value).map(picture);
    if (value instanceof Set || Array.isArray(value)) return [...value].map(picture);
    return Object.entries(value).map(([name, field]) => [name, picture(field)]);
  };
  return picture(Object.entries(world).filter(([name]) => !notHeld.includes(name)));
}

/** What can be looked up; its order is nobody's. */
function lookUps(index: Index<unknown, object>): unknown[] {
  const { all } = index as unknown as { all: Map<unknown, unknown> };
  const keys = [...all.keys()].filter((key) => index.has(key));
  if (keys.length !== index.size)
    throw new Error(`${keys.length} keys, and a size of ${index.size}`);
  return keys.map((key) => [key, index.get(key)]).sort(([a], [b]) => (`${a}` < `${b}` ? -1 : 1));
}

const ranks = (ranking: Ranking<unknown>): unknown[] =>
  Array.from({ length: ranking.size }, (_, place) => {
    const thing = ranking.at(place);
    return [ranking.countOf(thing), thing];
  });
