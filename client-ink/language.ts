/** The language that the client reads lines in. */
import { Language } from '../grammar/language.ts';

/** One for the whole client: to make one takes some milliseconds, to read a line takes microseconds. */
export const language = new Language();

/** True for the name of a command that the link gives by itself. */
export const isLinks = (name: string): boolean =>
  language.commands.get(name)?.ofConnection === true;
