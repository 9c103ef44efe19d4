/** Names of files, made of what people call things: no system refuses them, none is too long, and no two are the same. */
import { createHash } from 'node:crypto';

/** File systems take 255; SQLite puts a few letters behind. */
const MAX_FILE_NAME_BYTES = 240;

/** A name as one of a file on every system: what some of them refuse stands as its number. */
export const asFileName = (name: string): string =>
  name.replace(
    /[%/\\:*?"<>|\x00-\x1f]|^\.|[. ]$/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );

/** With this ending. A name that is too long is cut, and what it was stands behind as a hash. */
export function withEnding(name: string, ending: string): string {
  if (Buffer.byteLength(name + ending) <= MAX_FILE_NAME_BYTES) return name + ending;
  const mark = `~${createHash('sha256').update(name).digest('hex').slice(0, 16)}${ending}`;
  const bytes = Buffer.from(name).subarray(0, MAX_FILE_NAME_BYTES - Buffer.byteLength(mark));
  return new TextDecoder().decode(bytes, { stream: true }) + mark;
}
