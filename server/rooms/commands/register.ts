/** Makes an account of a nick. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { livingCodes, spendCode } from '../moderation/governing.ts';
import { keepAccount } from '../people/accounts.ts';
import { mayTry, uncount } from '../people/passwords.ts';
import type { Row } from './row.ts';

export const register: Row<'register'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'never',
  run(act, command) {
    if (!act.mayGoOn(whyNoAccount(act, command.invite))) return;
    const counted = mayTry(act, command);
    if (counted === undefined) return;
    const { nick } = act.person;
    act.ask({ ask: 'password', nick, against: undefined, counted, command });
  },
  answered: { password: hashed },
};

/** Goes on when the password has been hashed. */
function hashed(act: Act, { to: { command, counted }, checked }: AnswerTo<'password'>): void {
  const code = 'invite' in command ? command.invite : undefined;
  const refused =
    checked?.secret === undefined ? fault('store_unavailable') : whyNoAccount(act, code);
  if (refused) {
    uncount(act, command, counted);
    return act.refuse(refused);
  }
  const { person, world } = act;
  if (code !== undefined) spendCode(world, act.effects, code);
  // Of a guest's session it was not kept which device it is.
  world.touch(act.session);
  keepAccount(act.world, act.effects, person, { secret: checked?.secret ?? '', since: world.now });
  act.done({ nick: person.nick });
}

function whyNoAccount({ person, world }: Act, code: string | undefined): Fault | undefined {
  const { nick } = person;
  const limit = world.settings.limits.accounts;
  if (person.account) return fault('has_account', { nick });
  if (!person.named) return fault('guest_nick', { nick });
  if (world.persons.accounts >= limit) return fault('too_many_accounts', { limit });
  switch (world.settings.registration) {
    case 'open':
      return undefined;
    case 'code': {
      const isGood = code !== undefined && livingCodes(world).has(code);
      return isGood ? undefined : fault('code_needed', { given: code !== undefined });
    }
    case 'closed':
      return fault('registration_closed');
    default:
      return unreachable(world.settings.registration);
  }
}
