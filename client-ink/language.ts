/** The language that the client reads lines in. */
import { Language } from '../grammar/language.ts';

/** One for the whole client: to make one takes some milliseconds, to read a line takes microseconds. */
export const language = new Language();
