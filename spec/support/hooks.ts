/**
 * What all specs have in common: one seed decides every random case, and time zone and locale are the same wherever they run;
 * after each spec all that it has replaced is as it was, and all that it has opened is closed.
 * package.json has mocha load it, also where files run side by side.
 */
import { mock } from 'node:test';
import { config } from 'chai';
import fc from 'fast-check';
import { beginSpec, endAll, endSpec } from './afterwards.ts';
import { seedOfThisRun } from './seed.ts';

Object.assign(process.env, { TZ: 'UTC', LC_ALL: 'C.UTF-8' });

fc.configureGlobal({ seed: seedOfThisRun() });
// A word that chai does not have is told by the type checker.
config.useProxy = false;

export const mochaHooks = {
  beforeEach: beginSpec,
  afterEach: async () => {
    mock.reset();
    await endSpec();
  },
  afterAll: endAll,
};
