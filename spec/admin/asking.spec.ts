/** What the shell asks a server that hangs. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect } from 'chai';
import { askRunning } from '../../server/admin/asking.ts';
import { socketIn } from '../../server/admin/office.ts';
import { afterwards } from '../support/afterwards.ts';
import { newFolder } from '../support/folders.ts';

describe('whoever asks a server from the shell', () => {
  it('is told that it hangs, and waits no longer', async () => {
    const directory = newFolder();
    const hanging = createServer((socket) => socket.resume()).listen(socketIn(directory));
    await once(hanging, 'listening');
    afterwards(() => hanging.close());
    const asked = askRunning(directory, { ask: 'figures' }, 1);
    const told = await asked.catch((error: Error) => error.message);
    expect(told).to.equal(
      'The server has not answered within 0.001 s. It is stopped, or waits for its disk: look whether it was done.',
    );
  });
});
