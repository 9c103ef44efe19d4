/** All of a world as text, to be compared: what is undone, or comes back after a restart, has to be what it was. */
import { Ranking } from '../../server/rooms/world/ranking.ts';
import { Index, Table } from '../../server/rooms/world/table.ts';
import type { World } from '../../server/rooms/world/world.ts';

/** What was given to the world, and what it notes of the input that is being decided. */
const notHeld = ['settings', 'vocabulary', 'journal', 'now', 'touched', 'looked'];

/** All that the world holds, a value on each line: tables as lists, and what is met again by its number. */
export function pictureOf(world: World): string {
  const seen = new Map<object, number>();
  const lines: string[] = [];
  const drawAll = (values: readonly unknown[]): void => {
    lines.push(`${values.length}:`);
    for (const value of values) draw(value);
  };
  const draw = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) {
      lines.push(typeof value === 'string' ? `"${value}"` : `${value}`);
      return;
    }
    const known = seen.get(value);
    if (known !== undefined) {
      lines.push(`see ${known}`);
      return;
    }
    seen.set(value, seen.size);
    if (value instanceof Index) {
      const { journal: _, all: __, count: ___, ...more } = value as object as Named;
      drawAll(value instanceof Table ? [...value.entries()] : lookUps(value));
      draw(more);
    } else if (value instanceof Ranking) drawAll(ranks(value));
    else if (value instanceof Map || value instanceof Set || Array.isArray(value))
      drawAll([...value]);
    else drawAll(Object.entries(value));
  };
  drawAll(Object.entries(world).filter(([name]) => !notHeld.includes(name)));
  return lines.join('\n');
}

type Named = Record<string, unknown>;

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
