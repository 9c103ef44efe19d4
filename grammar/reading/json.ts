/** Finds where a text stops being JSON. `JSON.parse` tells that only sometimes, and may quote a secret. */

/** No blank is greater. */
const SPACE = 0x20;
const blanks = /[ \t\r\n]*/y;
// A loop without alternatives: it gives back no more than it took, also of an 8 kB string that never ends.
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const unended = /"[^"\\]*(?:\\[\s\S][^"\\]*)*\\?$/y;

/** A string begins at `at`, and no quote ends it. */
export function isUnended(text: string, at: number): boolean {
  unended.lastIndex = at;
  return unended.test(text);
}

/** What may come next: a value, a value or `]`, a key or `}`, a key, a colon, what follows a value, the end. */
type Next = 'value' | 'item' | 'member' | 'key' | 'colon' | 'after' | 'end';

/** The index at which `text`, which `JSON.parse` has refused, can go on no more; its length if it ends too early. */
export function whereBroken(text: string): number {
  // For each that is open, whether it is an object: a list of them would take ten times as long to grow.
  const areObjects = new Uint8Array(text.length);
  let open = 0;
  const isInObject = () => areObjects[open - 1] === 1;
  let next: Next = 'value';
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const afterValue = (): Next => (open > 0 ? 'after' : 'end');
  for (;;) {
    if (text.charCodeAt(at) <= SPACE) take(blanks);
    const here = text[at];
    if (here === undefined || next === 'end') return at;
    if (next === 'colon') {
      if (here !== ':') return at;
      at += 1;
      next = 'value';
    } else if (
      (next === 'item' || next === 'member' || next === 'after') &&
      here === (isInObject() ? '}' : ']')
    ) {
      open -= 1;
      at += 1;
      next = afterValue();
    } else if (next === 'after') {
      if (here !== ',') return at;
      at += 1;
      next = isInObject() ? 'key' : 'value';
    } else if (next === 'key' || next === 'member') {
      if (!take(string)) return at;
      next = 'colon';
    } else if (here === '{' || here === '[') {
      areObjects[open] = here === '{' ? 1 : 0;
      open += 1;
      at += 1;
      next = here === '{' ? 'member' : 'item';
    } else {
      if (!take(string) && !take(scalar)) return at;
      next = afterValue();
    }
  }
}
