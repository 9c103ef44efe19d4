/** What is done with the certificates by which one logs in: they are listed, one is added, or removed. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { shown } from '../reading/quote.ts';
import { literal, rule, terminal } from '../reading/rule.ts';
import { label, nothing } from '../reading/sum.ts';
import { type Argument, argumentType } from './argument.ts';
import { word } from './ends.ts';

/** The one that this connection has shown. */
export const THIS = 'this';

const HEX = /^[\dA-F]{64}$/;

/** A fingerprint as OpenSSL prints it: colons between the bytes, upper case. What is none stays as it is. */
export function fingerprintOf(typed: string): string {
  const digits = typed
    .replace(/^SHA-?256[:=]/i, '')
    .replaceAll(':', '')
    .toUpperCase();
  return HEX.test(digits) ? (digits.match(/../g) ?? []).join(':') : typed;
}

const isFingerprint = (typed: string): boolean => /^(..:){31}..$/.test(fingerprintOf(typed));

const fingerprint = argumentType<string>({
  schema: v.pipe(v.string(), v.description('the SHA-256 of a certificate')),
  meaning: 'the SHA-256 of a certificate: 64 hexadecimal digits, with or without colons',
  usage: 'FINGERPRINT',
  signs: [
    terminal({
      name: 'fingerprint',
      word: 'fingerprint',
      say: 'the SHA-256 of a certificate',
      sample: 'AB'.repeat(32),
      match(line, from) {
        const end = word(line, from);
        return isFingerprint(line.slice(from, end)) ? end : -1;
      },
      begins: (half) => /^(s(h(a(-?(2(5(6[:=]?)?)?)?)?)?)?)?[\da-f:]*$/i.test(half),
    }),
  ],
  faults: ['bad_command'],
  read: fingerprintOf,
  check: (given) =>
    given === THIS || isFingerprint(given)
      ? undefined
      : fault('bad_command', {
          message: `${shown(given)} is no SHA-256 of a certificate: openssl x509 -noout -fingerprint -sha256 -in FILE shows it.`,
        }),
});

interface CertificateFields {
  add?: string;
  remove?: string;
}

const named = (field: 'add' | 'remove', meaning: string) => ({
  [field]: { schema: fingerprint.schema, optional: true, meaning },
});

/** `add` with or without FINGERPRINT, `remove FINGERPRINT`, `list`, or nothing, which lists them. */
export const certificates: Argument<CertificateFields> = {
  name: 'certificates',
  usage: '[list|add [FINGERPRINT]|remove FINGERPRINT]',
  fields: {
    ...named('add', `${fingerprint.meaning}; \`this\`: the one that the connection has shown`),
    ...named('remove', fingerprint.meaning ?? ''),
  },
  faults: ['bad_command'],
  rules: (of) => [
    rule(of, [], nothing),
    rule(of, [literal('list')], nothing, ['list']),
    rule(
      of,
      [literal('add')],
      label('add', () => THIS),
      ['add'],
    ),
    rule(of, [literal('add'), `${of}.add`], ([, given]) => given, ['add']),
    rule(of, [literal('remove'), `${of}.remove`], ([, given]) => given, ['remove']),
    ...fingerprint.signs.flatMap((sign) => [
      rule(`${of}.add`, [sign], label('add', fingerprint.read), ['FINGERPRINT']),
      rule(`${of}.remove`, [sign], label('remove', fingerprint.read), ['FINGERPRINT']),
    ]),
  ],
  check({ add, remove }) {
    if (add !== undefined && remove !== undefined) {
      return fault('bad_command', { message: 'Either `add` or `remove` a certificate.' });
    }
    if (remove === THIS) return fault('bad_command', { message: 'Name what to remove.' });
    const given = add ?? remove;
    return given === undefined ? undefined : fingerprint.check(given);
  },
  print({ add, remove }) {
    if (remove !== undefined) return ['remove', remove];
    if (add === undefined) return [];
    return add === THIS ? ['add'] : ['add', add];
  },
};
