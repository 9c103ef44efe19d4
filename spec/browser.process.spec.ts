/** A real browser: a page of an allowed origin chats by a WebSocket, and one of another origin can't. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterwards } from './support/afterwards.ts';
import { newFolder } from './support/folders.ts';
import { Party } from './support/party.ts';
import { start } from './support/process.ts';
import { without } from './support/programs.ts';
import { openServer } from './support/server.ts';

/** The program itself: what Debian has in the path is a script, which would be ended in its place. */
const CHROMIUM = '/usr/lib/chromium/chromium-headless-shell';
const missing = without(CHROMIUM);

/** What the page does: it joins, says hello, and says again what it hears first; what it is refused it tells the site. */
const page = (port: number): string => `<!doctype html><script>
  const socket = new WebSocket('ws://127.0.0.1:${port}/');
  const send = (command) => socket.send(JSON.stringify(command));
  socket.onopen = () => {
    send({ cmd: 'nick', nick: 'ana' });
    send({ cmd: 'join', rooms: ['#tea'] });
    send({ cmd: 'say', text: 'hällo from a page' });
  };
  socket.onmessage = ({ data }) => {
    for (const line of data.split('\\n').filter(Boolean)) {
      const event = JSON.parse(line);
      if (event.ev === 'message' && event.from === 'bob') send({ cmd: 'say', text: 'I hear: ' + event.text });
    }
  };
  socket.onclose = () => fetch('/over');
</script>`;

describe(`somebody with a browser${missing}`, () => {
  before(function () {
    if (missing) this.skip();
  });

  /** A site whose only page is that; resolves with its origin, and with when the page says that it is over. */
  async function site(chat: () => number): Promise<{ origin: string; over: Promise<unknown> }> {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const web = createServer(({ url }, response) => {
      if (url === '/over') resolve();
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page(chat()));
    });
    await once(web.listen(0, '127.0.0.1'), 'listening');
    afterwards(() => web.close());
    afterwards(() => web.closeAllConnections());
    return { origin: `http://127.0.0.1:${(web.address() as AddressInfo).port}`, over };
  }

  /** Its helpers would keep what it prints open after its end. */
  const look = (origin: string) =>
    start('sh', [
      ...['-c', 'exec "$0" "$@" >/dev/null 2>&1', CHROMIUM],
      ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
      ...[`--user-data-dir=${newFolder()}`, '--remote-debugging-port=0', origin],
    ]);

  it('talks from a page of an allowed origin, and not from another one', async () => {
    let port = 0;
    const [ours, theirs] = [await site(() => port), await site(() => port)];
    ({ port } = await openServer({ origins: ours.origin }));
    const bob = await Party.open(port, 'bob', 'json');
    await bob.ask({ cmd: 'join', rooms: ['#tea'] });
    await bob.rest();
    const browser = look(theirs.origin);
    await theirs.over;
    await bob.silence();
    await browser.stop();
    const another = look(ours.origin);
    await bob.until(/hällo from a page/);
    await bob.ask({ cmd: 'say', text: 'and who are you?' });
    await bob.until(/"from":"ana".*I hear: and who are you\?/);
    await another.stop();
  });
});
