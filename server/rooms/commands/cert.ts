/** Lets one log in with a certificate of TLS, and lists and removes those. */
import { fingerprintOf, THIS } from '../../../grammar/arguments/certificates.ts';
import { fault } from '../../../grammar/faults.ts';
import { iso } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import { keepAccount } from '../people/accounts.ts';
import type { Account } from '../world/state.ts';
import type { Row } from './row.ts';

/** An account has at most so many certificates. */
const MAX_CERTIFICATES = 10;

export const cert: Row<'cert'> = {
  nature: ({ add, remove }) =>
    add === undefined && remove === undefined ? { asks: 'world' } : { changes: 'refused' },
  needs: 'account',
  bots: 'never',
  run(act, { add: given, remove: gone }, account) {
    if (given !== undefined) return add(act, account, given === THIS ? act.certificate : given);
    if (gone !== undefined) return remove(act, account, fingerprintOf(gone));
    act.show({
      ev: 'certificates',
      certificates: (account.certificates ?? []).map(({ fingerprint, since }) => ({
        fingerprint,
        since: iso(since),
        ...(fingerprint === act.certificate && { own: true }),
      })),
    });
  },
};

function add(act: Act, account: Account, given: string | undefined): void {
  if (given === undefined) return act.refuse(fault('no_certificate'));
  const { person, world, effects } = act;
  const fingerprint = fingerprintOf(given);
  const certificates = (account.certificates ?? []).filter(
    (each) => each.fingerprint !== fingerprint,
  );
  if (certificates.length >= MAX_CERTIFICATES) {
    return act.refuse(fault('too_many_certificates', { limit: MAX_CERTIFICATES }));
  }
  const added = { fingerprint, since: world.now };
  keepAccount(world, effects, person, { ...account, certificates: [...certificates, added] });
  act.done();
}

function remove(act: Act, account: Account, fingerprint: string): void {
  const { person, world, effects } = act;
  const { certificates = [] } = account;
  const left = certificates.filter((each) => each.fingerprint !== fingerprint);
  if (left.length === certificates.length) return act.refuse(fault('no_such_certificate'));
  keepAccount(world, effects, person, { ...account, certificates: left });
  act.done();
}
