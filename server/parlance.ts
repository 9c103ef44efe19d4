#!/usr/bin/env node
/** The executable: makes sure that this Node can run Parlance before any of it is loaded. */

// Node would open its debugger to every user of the machine.
process.on('SIGUSR1', () => {});

/** The first version that has all that Parlance stands on: Argon2 is of this line of Node. */
const [NEEDED, NEEDED_MINOR] = [24, 20];
const [found = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (found < NEEDED || (found === NEEDED && minor < NEEDED_MINOR)) {
  process.stderr.write(
    `parlance needs Node ${NEEDED}.${NEEDED_MINOR} or newer; this is ${process.versions.node}. In the repository, "npm start" and "npx parlance" bring their own.\n`,
  );
  process.exitCode = 2;
} else {
  // What was compiled once is kept among the machine's temporary files for the next start.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  await import('./main.ts');
}
