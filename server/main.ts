/** The command line: arguments and environment in, exit code out. Only here the process is ended. */
import { Command, Option } from 'commander';
import { addChatCommand } from '../client-ink/chat.ts';
import { configure, type Options } from './config.ts';
import { addPipeCommands } from './pipe/commands.ts';
import { serve } from './serve.ts';
import { MemoryLog } from './store/memory.ts';
import { version } from './version.ts';

const program = new Command('parlance')
  .description('A multi-room chat server that anybody can join with nc.')
  .version(version)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const option = (flags: string, about: string, env: string, fallback?: string): Option => {
  const made = new Option(flags, about).env(`PARLANCE_${env}`);
  return fallback === undefined ? made : made.default(fallback);
};

program
  .command('serve')
  .description('Run the server.')
  .addOption(option('--host <address>', 'address to listen on', 'HOST', '127.0.0.1'))
  .addOption(option('--port <number>', 'port to listen on; 0 picks a free one', 'PORT', '7667'))
  .addOption(option('--name <word>', 'name that the server greets with', 'NAME', 'parlance'))
  .addOption(option('--motd <text>', 'message of the day', 'MOTD', ''))
  .addOption(option('--data <dir>', 'keep the logs there (nothing is kept yet)', 'DATA'))
  .addOption(option('--memory', 'keep the logs in memory only', 'MEMORY'))
  .addOption(option('--memory-limit <MB>', 'memory for the logs', 'MEMORY_LIMIT', '64'))
  .addOption(option('--max-connections <n>', 'connections in all', 'MAX_CONNECTIONS', '20000'))
  .addOption(option('--max-per-address <n>', 'of one address', 'MAX_PER_ADDRESS', '256'))
  .addOption(option('--rate <n>', 'commands a second of one connection', 'RATE', '50'))
  .addOption(option('--grace <seconds>', 'how long a lost session waits', 'GRACE', '60'))
  .addOption(option('--no-limits', 'no rates and no limit per address', 'NO_LIMITS'))
  .action(runServer);

addPipeCommands(program);
addChatCommand(program, (code) => {
  process.exitCode = code;
});

async function runServer(options: Options): Promise<void> {
  const config = configure(options);
  if ('mistakes' in config) {
    for (const mistake of config.mistakes) console.error(`parlance: ${mistake}`);
    process.exit(2);
  }
  if (options.data !== undefined) {
    console.error(
      'parlance: --data is not used yet: the logs are in memory and end with the server.',
    );
  }
  const server = await serve(config, new MemoryLog(config.memory), (fact, error) =>
    console.error(`parlance: ${fact}:`, error),
  ).catch((error: Error) => {
    console.error(`parlance: can't listen on ${config.host}:${config.port}: ${error.message}`);
    process.exit(1);
  });
  console.log(`parlance ${version} listening on ${server.host}:${server.port}`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

await program.parseAsync();
