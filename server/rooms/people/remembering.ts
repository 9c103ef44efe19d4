/** What a session was answered under its tags, remembered so that a command sent again is not run twice. */
import { MAX_ANSWERS_KEPT } from '../../../grammar/text.ts';
import type { Session, TaggedAnswer } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** A command that is sent again with its tag gets this `ok` again. */
export function remember(world: World, session: Session, tag: string, answer: TaggedAnswer): void {
  if (session.answers === undefined) world.set(session, 'answers', world.table());
  const { answers } = session;
  answers?.put(tag, answer);
  if (answers === undefined || answers.size <= MAX_ANSWERS_KEPT) return;
  const [oldest] = answers.keys();
  if (oldest !== undefined) answers.remove(oldest);
}

/** With a session the store forgets what it has answered. If the session goes on, that is stored with it once more. */
export function keepAnswers(world: World, session: Session): void {
  const answers = [...(session.answers?.entries() ?? [])];
  const unkept = answers.map(([tag, { ok, digest }]) => {
    const { ev: _, re: __, done, ...outcome } = ok;
    return { tag, done, digest, outcome };
  });
  world.set(session, 'unkept', unkept);
}
