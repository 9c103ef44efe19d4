/** Lets one log in with a certificate of TLS, and lists and removes those. */
import { certificates } from '../arguments/certificates.ts';
import { command } from './command.ts';

export const cert = command('cert', {
  elsewhere: 'certfp fingerprint',
  arguments: [certificates],
  summary: 'log in with a certificate instead of a password',
  about:
    'With add, the certificate that this connection has shown in TLS is a login of your account: whoever shows it is you after /login NICK, without a password. With a FINGERPRINT, as openssl prints it, it is another one. Without anything, or with list, it shows those that you have; remove FINGERPRINT takes one back. Who has signed it does not matter, nor when it ends.',
  examples: ['/cert', '/cert@t1 add', `/cert remove ${'AB:'.repeat(31)}AB`],
  faults: ['no_account', 'no_certificate', 'too_many_certificates', 'no_such_certificate'],
  changes: true,
  reported: 'account',
  tells: 'without anything, `certificates`',
  ok: 'none',
  played: 'certificates',
  acknowledged: () => 'Done: /cert lists them.',
});
