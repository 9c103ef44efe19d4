/** Makes tokens for bots, lists them, and revokes them. */
import { fault } from '../../../grammar/faults.ts';
import { iso } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import type { BotToken } from '../durable/kept.ts';
import { keepAccount } from '../people/accounts.ts';
import { MAX_TOKENS, roomsOfToken, TOKEN_LIFE_MS } from '../people/bots.ts';
import { endAll } from '../people/ending.ts';
import type { Account } from '../world/state.ts';
import type { Row } from './row.ts';

export const token: Row<'token'> = {
  nature: ({ new: made, revoke }) =>
    made === undefined && revoke === undefined ? { asks: 'world' } : { changes: 'refused' },
  needs: 'account',
  bots: 'never',
  run(act, command, account) {
    if (command.revoke !== undefined) return revoke(act, account, command.revoke);
    if (command.new !== undefined) return act.ask({ ask: 'token', command });
    act.show({ ev: 'tokens', tokens: (account.tokens ?? []).map((each) => shown(act, each)) });
  },
  answered: { token: make },
};

function shown({ world, person }: Act, { name, since, until, rooms, can }: BotToken) {
  const named = rooms && roomsOfToken(world, person, rooms);
  const limits = { ...(named && { rooms: named }), ...(can && { can }) };
  return { name, since: iso(since), until: iso(until), ...limits };
}

/** Goes on when there is a token: of it, only the hash is known here. */
function make(act: Act, { to: { command }, secret }: AnswerTo<'token'>): void {
  const { person, world, effects } = act;
  const { account, nick } = person;
  if (account === undefined) return act.refuse(fault('no_account', { nick }));
  const { new: name = '', rooms, can } = command;
  const isUsed = (token: BotToken): boolean =>
    [...person.sessions.values()].some(({ bot }) => bot?.name === token.name);
  const tokens = (account.tokens ?? []).filter((each) => each.until > world.now || isUsed(each));
  if (tokens.some((other) => other.name === name))
    return act.refuse(fault('token_exists', { name }));
  if (tokens.length >= MAX_TOKENS)
    return act.refuse(fault('too_many_tokens', { limit: MAX_TOKENS }));
  const until = world.now + TOKEN_LIFE_MS;
  const keys = rooms?.map((each) => world.rooms.keyOf(each));
  const limits = { ...(keys && { rooms: keys }), ...(can && { can }) };
  const made: BotToken = { name, secret, since: world.now, until, ...limits };
  keepAccount(world, effects, person, { ...account, tokens: [...tokens, made] });
  act.answer({ ev: 'token', name, token: secret, nick, until: iso(until) });
  if (act.tag !== undefined) act.done();
}

/** Its sessions end with it. */
function revoke(act: Act, account: Account, name: string): void {
  const { person, world, effects } = act;
  const tokens = account.tokens?.filter((token) => token.name !== name) ?? [];
  if (tokens.length === (account.tokens?.length ?? 0)) {
    return act.refuse(fault('no_such_token', { name }));
  }
  keepAccount(world, effects, person, { ...account, tokens });
  act.done();
  const its = [...person.sessions.values()].filter(({ bot }) => bot?.name === name);
  endAll(act, its, 'token revoked', { message: 'Your token was revoked.' });
}
