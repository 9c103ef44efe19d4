/** The language that specs ask what lines mean. */
import { Language } from '../../grammar/language.ts';

export const language = new Language();
