#!/usr/bin/env node
/** The executable: makes sure that this Node can run Parlance before any of it is loaded. */

// Node would open its debugger to every user of the machine.
process.on('SIGUSR1', () => {});

const needed = 24;
const found = Number.parseInt(process.versions.node, 10);

if (found < needed) {
  process.stderr.write(
    `parlance needs Node ${needed} or newer; this is ${process.versions.node}. In the repository, "npm start" and "npx parlance" bring their own.\n`,
  );
  process.exitCode = 2;
} else {
  // What was compiled once is kept among the machine's temporary files for the next start.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  await import('./main.ts');
}
