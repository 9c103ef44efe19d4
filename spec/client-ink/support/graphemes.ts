/**
 * How wide an emulator draws letters of several parts. The addon takes its table from the beginning of the memory that its
 * buffer lies in, so that memory has to be the buffer's own: in a pool, something else stands there.
 */
const { poolSize } = Buffer;
Buffer.poolSize = 0;
export const { UnicodeGraphemesAddon } = await import('@xterm/addon-unicode-graphemes');
Buffer.poolSize = poolSize;
