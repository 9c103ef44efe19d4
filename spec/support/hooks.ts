/**
 * What all specs have in common: one seed decides every random case, what was compiled once is not compiled again, and all
 * is tidied up after each spec and each file.
 * package.json has mocha load it, also where files run side by side.
 */
import { enableCompileCache } from 'node:module';
import fc from 'fast-check';
import { closeLogs } from '../store/directories.ts';
import { removeFolders } from './folders.ts';
import { compiled } from './process.ts';
import { seedOfThisRun } from './seed.ts';
import { closeServers } from './server.ts';

enableCompileCache(compiled);
// For the threads of stores.
process.env.NODE_COMPILE_CACHE = compiled;
fc.configureGlobal({ seed: seedOfThisRun() });

export const mochaHooks = {
  afterEach: [closeServers, closeLogs],
  afterAll: [removeFolders],
};
