/** Hashes passwords, and checks them, with Argon2id: slow on purpose, so that a stolen store tells nobody what they are. */
import { argon2, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import type { Passwords } from '../hub/answers.ts';
import type { RandomBytes } from './secrets.ts';

/** What OWASP recommends at least: 19 MiB, gone through twice. A hash takes 30 to 70 ms of one core. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
/** Hashing may take so many cores, of several. */
const MAX_HASHES = 2;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

interface Hashed {
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md */
const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const derive = promisify(argon2);

/** Hashes passwords by Argon2id. A hash takes some tens of milliseconds of another thread, and 19 MiB meanwhile. */
export class Argon2Passwords implements Passwords {
  /** A core is left for those who talk. */
  readonly concurrency = Math.max(1, Math.min(availableParallelism() - 1, MAX_HASHES));
  readonly #random: RandomBytes;
  /** What nobody's password is. */
  readonly #nobodys: string;

  constructor(random: RandomBytes) {
    this.#random = random;
    this.#nobodys = written({ ...now, salt: random(SALT_BYTES), tag: random(TAG_BYTES) });
  }

  async hash(password: string): Promise<string> {
    const salt = this.#random(SALT_BYTES);
    return written({ ...now, salt, tag: await tagOf(password, { ...now, salt }, TAG_BYTES) });
  }

  async check(password: string, secret = this.#nobodys): Promise<boolean> {
    const hashed = read(secret);
    return timingSafeEqual(hashed.tag, await tagOf(password, hashed, hashed.tag.length));
  }

  isWeak(secret: string): boolean {
    const { memory, passes } = read(secret);
    return memory < MEMORY_KIB || passes < PASSES;
  }
}

const now = { memory: MEMORY_KIB, passes: PASSES, lanes: LANES };

/** What is typed on one keyboard in another composition than on the next is the same password. */
const tagOf = (
  password: string,
  { memory, passes, lanes: parallelism, salt: nonce }: Omit<Hashed, 'tag'>,
  tagLength: number,
): Promise<Buffer> =>
  derive('argon2id', {
    message: password.normalize('NFC'),
    nonce,
    memory,
    passes,
    parallelism,
    tagLength,
  });

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

const written = ({ memory, passes, lanes, salt, tag }: Hashed): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${base64(salt)}$${base64(tag)}`;

function read(secret: string): Hashed {
  const [, memory, passes, lanes, salt = '', tag = ''] = phc.exec(secret) ?? [];
  if (tag === '') throw new Error('a secret of an account is no PHC string of Argon2id');
  const [saltBytes, tagBytes] = [salt, tag].map((text) => Buffer.from(text, 'base64'));
  return {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: saltBytes as Buffer,
    tag: tagBytes as Buffer,
  };
}
