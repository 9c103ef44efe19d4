/** Servers with a store on disk and people on them, for one file of specs: all are gone after each spec. */
import { Party } from '../support/party.ts';
import { type Server, startServer } from '../support/process.ts';

/** To be called in a `describe`. Whoever ends a server by other means takes it out of `servers`. */
export function premises() {
  const servers: Server[] = [];
  const parties: Party[] = [];

  afterEach(async () => {
    for (const somebody of parties.splice(0)) somebody.destroy();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  return {
    servers,
    async serving(directory: string, more: string[] = []): Promise<Server> {
      const server = await startServer(['--data', directory, '--no-limits', ...more]);
      servers.push(server);
      return server;
    },
    async party(server: Server, name: string): Promise<Party> {
      const somebody = await Party.open(server.port, name, 'json');
      parties.push(somebody);
      return somebody;
    },
  };
}
