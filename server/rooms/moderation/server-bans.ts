/** Whom a ban from the whole server hits: they are put off it, and let in no more until it is over. */
import type { CommandName } from '../../../grammar/ast.ts';
import type { Fault } from '../../../grammar/faults.ts';
import { Act } from '../act.ts';
import { end } from '../people/ending.ts';
import type { Person, Session } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { inForce, type Measure, measuresOn } from './measures.ts';
import { isOperator } from './operators.ts';
import { refusalBy } from './refusing.ts';

/** The ban that hits a person where `session` comes from, as whoever is called `nick`; operators are hit by none. */
function serverBanOn({ server, now }: World, person: Person, session: Session, nick = person.nick) {
  const { measures } = server.fold.policy;
  if (measures.length === 0 || isOperator(person)) return undefined;
  const { identity, account } = person;
  const here = { identity, nick, account, sessions: { values: () => [session] } };
  return measuresOn(measures, here, now).find(({ does }) => does === 'ban');
}

/** Why a person may not be on this server, coming from where `session` does, and called `nick`. */
export function keptOff(
  world: World,
  person: Person,
  session: Session,
  nick?: string,
): Fault | undefined {
  const ban = serverBanOn(world, person, session, nick);
  return ban && refusalBy(ban, person, world.server);
}

/**
 * Why somebody whom a ban hits may not give this command: they come from there, or an exception is over. They may log in, or be
 * called otherwise where that helps.
 */
export function barred({ world, person, session }: Act, cmd: CommandName): Fault | undefined {
  const ban = serverBanOn(world, person, session);
  const isHit = ban !== undefined;
  if (session.barred !== isHit) world.set(session, 'barred', isHit);
  if (!isHit) return undefined;
  const helps = cmd === 'nick' && ban.whom.kind === 'mask';
  return helps ? undefined : refusalBy(ban, person, world.server);
}

/** Bars a connection that has just come from where a ban hits, or ends it where nobody could log in either. True when it did. */
export function turnAway(act: Act): boolean {
  const { world, person, session } = act;
  const ban = serverBanOn(world, person, session);
  if (ban === undefined) return false;
  if (ban.whom.kind !== 'address' || isLocal(session) || exceptsSomebody(world)) {
    world.set(session, 'barred', true);
    return false;
  }
  const { message } = refusalBy(ban, person, world.server);
  end(act, 'banned', { message, code: 'banned' });
  return true;
}

/** They are at the machine of the server: there an operator who is banned by an address logs in, and takes that back. */
const isLocal = ({ address: { name } }: Session): boolean =>
  name.startsWith('127.') || name === '0:0:0:0::/64';

const exceptsSomebody = ({ server, now }: World): boolean =>
  inForce(server.fold.policy.measures, now).some(
    ({ does, whom }: Measure) => does === 'allow' && whom.kind === 'person',
  );

/** Puts somebody off the server whom its bans hit: those of their sessions that come from there. */
export function putOff({ world, effects }: Pick<Act, 'world' | 'effects'>, who: Person): void {
  for (const session of [...who.sessions.values()]) {
    const why = keptOff(world, who, session);
    if (why === undefined) continue;
    end(new Act(world, session, effects), 'banned', { message: why.message, code: 'banned' });
  }
}
