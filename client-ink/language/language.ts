/** The language that the client reads lines in: that of servers, with what it does by itself. */
import { commands } from '../../grammar/commands/index.ts';
import { Language } from '../../grammar/language.ts';
import { clientCommands } from './commands/index.ts';

/** One for the whole client: to make one takes some milliseconds, to read a line takes microseconds. */
export const language = new Language([...Object.values({ ...commands, ...clientCommands })]);

/** True for the name of a command that the link gives by itself. */
export const isLinks = (name: string): boolean =>
  language.commands.get(name)?.ofConnection === true;
