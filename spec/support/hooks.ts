/** What is tidied up after each spec and each file. package.json has mocha load it, also where files run side by side. */
import { removeParents } from '../keeping/directories.ts';
import { closeLogs } from '../store/directories.ts';
import { closeServers } from './server.ts';

export const mochaHooks = {
  afterEach: [closeServers, closeLogs],
  afterAll: [removeParents],
};
