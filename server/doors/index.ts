/** The doors of the server. The first one that claims the first line of a connection is its door; the last one claims all. */
import type { Language } from '../../grammar/language.ts';
import type { Door } from './door.ts';
import { jsonDoor } from './json.ts';
import { plainDoor } from './plain.ts';

/** The doors, in the order in which they are asked for a first line. */
export const doorsTo = (language: Language): readonly Door[] => [
  jsonDoor(language),
  plainDoor(language),
];
