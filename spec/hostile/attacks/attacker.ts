/** The process of those who attack: as many as the attack says are there, until it is told to stop. */
import { attacks } from './index.ts';
import { Intruder } from './intruder.ts';

export interface Orders {
  readonly port: number;
  readonly attack: string;
}

/** What came of them: how many came, and how many had which fate. */
export interface Spoils {
  readonly came: number;
  readonly fates: Readonly<Record<string, number>>;
}

/** So often it is looked how many may come. */
const LOOK_MS = 1;
/** So many come at once: more would leave this process no time to hear. */
const MAX_AT_ONCE = 200;

process.once('disconnect', () => process.exit());
process.once('message', (orders: Orders) => {
  const { abreast, perSecond = 20_000 } = attacks[orders.attack]!;
  const there = new Set<Intruder>();
  const fates = new Map<string, number>();
  const began = performance.now();
  let [tried, came] = [0, 0];
  const count = (intruder: Intruder): void => {
    if (intruder.hasCome) came += 1;
    const fate = intruder.hasCome ? intruder.fate : 'not connected';
    fates.set(fate, (fates.get(fate) ?? 0) + 1);
  };
  const looking = setInterval(() => {
    const due = Math.min((perSecond * (performance.now() - began)) / 1000, tried + MAX_AT_ONCE);
    while (tried < due && there.size < abreast) {
      const intruder = new Intruder(orders.attack, orders.port, tried, () => {
        there.delete(intruder);
        count(intruder);
      });
      there.add(intruder);
      tried += 1;
    }
  }, LOOK_MS);
  process.once('message', () => {
    clearInterval(looking);
    for (const intruder of there) count(intruder);
    const spoils: Spoils = { came, fates: Object.fromEntries(fates) };
    process.send?.(spoils, () => process.exit());
  });
});
process.send?.('ready');
