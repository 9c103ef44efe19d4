/** The configuration is another one from now on, as far as it may change while the server runs. */
import type { Configured } from './settings.ts';
import type { World } from './world.ts';

/** Whoever comes, asks or is lost from now on finds it as it is configured. */
export function configure(world: World, configured: Configured): void {
  world.set(world, 'settings', { ...world.settings, ...configured });
}
