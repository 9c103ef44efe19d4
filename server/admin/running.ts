/** How the commands of whoever runs a server are run: where the server keeps its data, and how they end. */
import { Option } from 'commander';
import { line } from '../doors/plain/line.ts';
import { DATA } from '../options/table.ts';
import { StoreError } from '../store/sqlite/errors.ts';

/** 0: all is well. 1: it could not be done, or something is wrong. */
export type ExitCode = 0 | 1;

/** What all of these commands are told. */
export interface Where {
  data: string;
}

/** The option for it. */
export const data = (): Option =>
  new Option('--data <dir>', "the server's directory").env('PARLANCE_DATA').default(DATA);

/** Does what a command is for. Whatever goes wrong is told in a sentence. */
export async function run(command: string, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    process.stderr.write(line(`parlance ${command}: ${error.message}`));
    return 1;
  }
}
