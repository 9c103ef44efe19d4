/** Reads the configuration again. */
import { command } from './command.ts';

export const rehash = command('rehash', {
  elsewhere: 'reload',
  arguments: [],
  summary: 'read the configuration again (operators)',
  about:
    'Reads the configuration file of the server again, as SIGHUP does, and says which options have changed and which need a restart. Nobody is disconnected. With a mistake in the file nothing changes.',
  examples: ['/rehash'],
  faults: ['operators_only', 'bad_configuration'],
  reported: 'operated',
  tells: '`rehashed`',
  ok: 'none',
  played: 'rehash',
});
