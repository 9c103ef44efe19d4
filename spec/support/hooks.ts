/**
 * What all specs have in common: one seed decides every random case, and all is tidied up after each spec and each file.
 * package.json has mocha load it, also where files run side by side.
 */
import fc from 'fast-check';
import { removeParents } from '../keeping/directories.ts';
import { closeLogs } from '../store/directories.ts';
import { seedOfThisRun } from './seed.ts';
import { closeServers } from './server.ts';

fc.configureGlobal({ seed: seedOfThisRun() });

export const mochaHooks = {
  afterEach: [closeServers, closeLogs],
  afterAll: [removeParents],
};
