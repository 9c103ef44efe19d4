/** Lets one log in with a certificate of TLS, and lists and removes those. */
import { certificates } from '../arguments/certificates.ts';
import { command } from './command.ts';

export const cert = command('cert', {
  elsewhere: 'certfp fingerprint',
  arguments: [certificates],
  summary: 'log in with a certificate instead of a password',
  about:
    'With add, the certificate that this connection has shown in TLS becomes a login of your account: /login NICK without a password then makes whoever shows it you. With add FINGERPRINT another certificate does, by its SHA-256 as openssl prints it. Without anything, or with list, it shows your certificates; remove FINGERPRINT takes one back. It does not matter who has signed a certificate, nor when it ends.',
  examples: ['/cert', '/cert@t1 add', `/cert remove ${'AB:'.repeat(31)}AB`],
  faults: ['no_account', 'no_certificate', 'too_many_certificates', 'no_such_certificate'],
  changes: true,
  reported: 'account',
  tells: 'without anything, `certificates`',
  ok: 'none',
  played: 'certificates',
  acknowledged: () => 'Done: /cert lists them.',
});
