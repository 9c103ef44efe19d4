/** In what order terminals are preferred where several could stand: the narrow ones first. */

/** Where several are expected, the first that matches is taken. Literals come before all of them. */
export const preference: readonly string[] = [
  'tag',
  'room',
  'log',
  'seq',
  'number',
  'device',
  'ending',
  'found',
  'cursor',
  'time',
  'place',
  'emoji',
  'words',
  'nick',
  'name',
  'token',
  'password',
  'value',
  'key',
  'text',
  'topic',
  'reason',
  'matching',
  'talk',
];
