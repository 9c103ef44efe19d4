/** What all commands take that set something about people: where, about whom, for how long, and why. */
import { fault } from '../faults.ts';
import { type ArgumentType, optional, required } from './argument.ts';
import { duration } from './duration.ts';
import { options } from './options.ts';
import { room } from './room.ts';
import { roomOrServer } from './room-or-server.ts';
import { reason } from './text.ts';
import { whom } from './whom.ts';
import { flag } from './word.ts';

const preview = flag('preview', 'true to be told whom it would hit, and to change nothing', '?');

/** A reason, but none that ends as a preview is asked for: it stands in the wrong place then. */
const why: ArgumentType<string> = {
  ...reason,
  faults: [...reason.faults, 'late_preview'],
  check: (given) => (/(^|\s)\?$/.test(given) ? fault('late_preview') : reason.check(given)),
};

const about = [
  required('who', whom),
  options({ for: duration('how long it holds; left out, until it is taken back') }),
  preview,
  optional('reason', why),
] as const;

/** The arguments of `/ban` and `/allow`, in a room or on the whole server. */
export const measureArguments = [optional('room', roomOrServer), ...about] as const;
/** The same of `/mute`, which is about a room. */
export const muteArguments = [optional('room', room), ...about] as const;

/** The arguments of what takes one back. */
export const liftArguments = [optional('room', roomOrServer), required('who', whom)] as const;
/** The same of what takes a mute back. */
export const unmuteArguments = [optional('room', room), required('who', whom)] as const;
