/** Changes what is set for the whole server. */
import type { Effect } from '../effects.ts';
import type { World } from '../world/world.ts';
import type { Code, Regime } from './regime.ts';

/** From now on this is set. */
export function keepRegime(world: World, effects: Effect[], change: Partial<Regime>): void {
  const regime = { ...world.regime, ...change };
  const { codes, erasing, lockdown, reports, reported } = regime;
  world.set(world, 'regime', regime);
  effects.push({
    do: 'keep-regime',
    state: { v: 2, codes: [...codes], erasing: [...erasing], lockdown, reports, reported },
  });
}

/** The codes that may still be used. */
export const livingCodes = ({ regime, now }: World): Map<string, Code> =>
  new Map([...regime.codes].filter(([, { until }]) => until > now));

/** A code has been used once more. */
export function spendCode(world: World, effects: Effect[], hash: string): void {
  const codes = livingCodes(world);
  const code = codes.get(hash);
  if (code === undefined) return;
  if (code.uses > 1) codes.set(hash, { ...code, uses: code.uses - 1 });
  else codes.delete(hash);
  keepRegime(world, effects, { codes });
}
