/** The language that the client reads lines in. */
import { Language } from '../grammar/language.ts';

export const language = new Language();
