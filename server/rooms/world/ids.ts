/** The ids of the core: numbers and words that arrive with inputs. */
import type { LogKey } from '../../../grammar/names.ts';

/** Milliseconds since 1970. */
export type Time = number;
/** Names one session within this process. */
export type SessionId = number;
/** Names one connection within this process. It is never given again. */
export type ConnectionId = number;
/** Who stands behind a nick. Authorship and private logs are keyed by it. */
export type Identity = string;
/** Names one session for ever, also in the store. It is no secret, and nobody is told it. */
export type SessionKey = string;
/** A session, a person with all of theirs, or a log. */
export type Party = SessionId | Identity | LogKey;
/** A place in a log; the first event has 1. */
export type Seq = number;
