/** The options of the command line that say how a server is reached: their help, and their twins in the environment. */
import { type Command, Option } from 'commander';

/** What was typed: names of files, and a proxy. */
export interface RouteFlags {
  ca?: string;
  cert?: string;
  key?: string;
  knownServers?: string;
  proxy?: string;
}

/** Adds the options to a command that talks to a server. */
export function addRouteOptions(command: Command): void {
  const option = (flags: string, about: string, env: string) =>
    command.addOption(new Option(flags, about).env(`PARLANCE_${env}`));
  option(
    '--ca <file>',
    'trust only the authorities in this file (PEM), not those of the system',
    'CA',
  );
  option('--cert <file>', 'show the server this certificate (PEM)', 'CERT');
  option('--key <file>', 'key of that certificate (PEM)', 'KEY');
  option(
    '--known-servers <file>',
    'remember in this file the servers for which no authority vouches (default: $XDG_STATE_HOME/parlance/known-servers)',
    'KNOWN_SERVERS',
  );
  option('--proxy <url>', 'go through a SOCKS5 proxy, such as socks5://127.0.0.1:1080', 'PROXY');
}
