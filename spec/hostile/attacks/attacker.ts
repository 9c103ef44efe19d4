/** The process of those who attack: as many as the attack says are there, until it is told to stop. */
import type { Spoils } from './attack.ts';
import { attacks } from './index.ts';
import { Intruder } from './intruder.ts';
import { knock } from './knockers.ts';

export interface Orders {
  readonly port: number;
  readonly attack: string;
}

/** So often it is looked how many may come. */
const LOOK_MS = 1;
/** So many come at once: more would leave this process no time to hear. */
const MAX_AT_ONCE = 200;

const names = Object.keys(attacks);

/** Begins an attack of what Node can do. What it gives ends it, and resolves with what came of them. */
function intrude(orders: Orders): () => Promise<Spoils> {
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
  return async () => {
    clearInterval(looking);
    for (const intruder of there) count(intruder);
    return { came, fates: Object.fromEntries(fates) };
  };
}

process.once('disconnect', () => process.exit());
process.once('message', (orders: Orders) => {
  const attack = attacks[orders.attack]!;
  const end = attack.knocks
    ? knock(attack, names.indexOf(orders.attack), orders.port)
    : intrude(orders);
  process.once('message', async () => {
    const spoils = await end();
    process.send?.(spoils, () => process.exit());
  });
});
process.send?.('ready');
