/**
 * What was compiled once is not compiled again: to compile the source takes most of the time of a start.
 * package.json has mocha load this before anything else.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** Here Node keeps what it has compiled, under its content. */
export const compiled = join(repository, 'node_modules/.cache/parlance-specs');

enableCompileCache(compiled);
// For threads and processes.
process.env.NODE_COMPILE_CACHE = compiled;
