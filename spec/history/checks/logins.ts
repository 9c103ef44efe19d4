/** An account that was made is there until it is deleted, over deaths of the server: whoever logs in to it gets in. */
import type { Problem } from './deeds.ts';
import type { Hearing } from './hearings.ts';
import type { People } from './people.ts';

export function checkLogins(hearings: readonly Hearing[], people: People): Problem[] {
  return hearings.flatMap((hearing) => {
    const { event, who, moment } = hearing;
    if (event.ev !== 'error' || isRight(hearing, people)) return [];
    return [{ text: `is refused: ${event.code}`, who, moment, tag: event.re ?? '' }];
  });
}

/** All know the password of all accounts. */
function isRight({ event, command, identity, asked, told }: Hearing, people: People): boolean {
  if (event.ev !== 'error' || asked === undefined) return true;
  const isAccount = (one: string): boolean => people.accounts(one, asked, told).every(Boolean);
  if (event.code === 'has_account')
    return identity === undefined || people.accounts(identity, asked, told).some(Boolean);
  if (event.code !== 'wrong_password') return true;
  if (command?.cmd !== 'login') return identity === undefined || !isAccount(identity);
  return !people.called(command.nick, asked, told).some(isAccount);
}
