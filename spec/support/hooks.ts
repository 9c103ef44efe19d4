/**
 * What all specs have in common: one seed decides every random case, and all is closed after each spec and each file.
 * package.json has mocha load it, also where files run side by side.
 */
import fc from 'fast-check';
import { beginSpec, endAll, endSpec } from './afterwards.ts';
import { seedOfThisRun } from './seed.ts';

fc.configureGlobal({ seed: seedOfThisRun() });

export const mochaHooks = { beforeEach: beginSpec, afterEach: endSpec, afterAll: endAll };
