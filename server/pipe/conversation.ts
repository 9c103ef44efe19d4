/**
 * What a program remembers so that it can go on talking when its connection breaks: the session's token, how far it has
 * read, and what was asked and not answered. Pure: link.ts tells it what happens and carries out the moves it returns.
 */
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventOf } from '../../grammar/events.ts';
import { type LogKey, logKey } from '../../grammar/names.ts';

/** How one command ended. `lost`: it was sent and its session is gone, so it may have been done or not. */
export type Answer =
  | { kind: 'ok'; ok: EventOf<'ok'> }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'lost' };

/** Per log the last `seq` that has arrived. */
export type Cursors = Map<LogKey, number>;

export type Tagged = Command & { tag: string };

/** What is to be done now, in this order. */
export type Move =
  | { do: 'send'; command: Command }
  /** Hand on an event that the program has not seen. */
  | { do: 'tell'; event: Event }
  | { do: 'settle'; tag: string; answer: Answer }
  /** Something happened that a person may want to know. */
  | { do: 'note'; note: Note }
  /** From now on commands are sent as they are asked. */
  | { do: 'live' }
  /** Hang up and dial again after a while. */
  | { do: 'redial' }
  /** It is over: a sentence for the person. */
  | { do: 'end'; why: string };

/**
 * lost: the connection is (told by the link, once for each outage). resumed: it is the same session again, and nothing is
 * missing. gone: the server has forgotten the session, a new one was begun. new_store: the server's logs are not those
 * we knew, so the cursors mean nothing any more.
 */
export type Note = 'lost' | 'resumed' | 'gone' | 'new_store';

export interface Conversation {
  /**
   * down: no connection. greeting: waiting for `welcome`. resuming: waiting for the session. beginning: doing `steps`.
   * live: commands are sent as they are asked.
   */
  phase: 'down' | 'greeting' | 'resuming' | 'beginning' | 'live';
  /** The session, once there is one. */
  token: string | undefined;
  /** Which number space the cursors belong to. */
  store: string | undefined;
  cursors: Cursors;
  /** What every new session does before anything else: choose a nick, join. A refusal ends the conversation. */
  begin: (cursors: Cursors) => Command[];
  /** What is left of it, the one that is being done first. */
  steps: Tagged[];
  /** Asked and not answered, in the order asked, which is the order in which it is sent again. */
  unanswered: Map<string, { command: Tagged; sent: boolean }>;
  /** The session that the connection got when it began, in case ours can't be resumed. */
  spare: string | undefined;
  /** Of this connection's `/resume`. */
  resumeTag: string | undefined;
  /** Makes tags that no other conversation makes: this, a dash and a number. */
  prefix: string;
  tags: number;
}

/** Begins to talk. `cursors` says from where to read; `prefix` is 1 to 16 characters that a tag may hold. */
export function conversation(
  begin: Conversation['begin'],
  prefix: string,
  cursors: Cursors = new Map(),
): Conversation {
  return {
    phase: 'down',
    token: undefined,
    store: undefined,
    cursors: new Map(cursors),
    begin,
    steps: [],
    unanswered: new Map(),
    spare: undefined,
    resumeTag: undefined,
    prefix,
    tags: 0,
  };
}

/** The connection is open: its first line is what makes it JSON. */
export function opened(talk: Conversation): Move[] {
  talk.phase = 'greeting';
  return [{ do: 'send', command: { cmd: 'format', format: 'json' } }];
}

/** The connection is closed, whoever did it. */
export function cut(talk: Conversation): void {
  talk.phase = 'down';
  talk.spare = undefined;
  talk.resumeTag = undefined;
}

/** Asks something. It is sent now or when the conversation is live, and sent again until it is answered. */
export function asked(talk: Conversation, command: Command): { tag: string; moves: Move[] } {
  const tagged = { ...command, tag: nextTag(talk) };
  const sent = talk.phase === 'live';
  talk.unanswered.set(tagged.tag, { command: tagged, sent });
  return { tag: tagged.tag, moves: sent ? [{ do: 'send', command: tagged }] : [] };
}

/** One line of the server has arrived. */
export function heard(talk: Conversation, event: Event): Move[] {
  switch (event.ev) {
    case 'welcome':
      return talk.phase === 'greeting' ? welcomed(talk, event) : [];
    case 'ok':
      return answered(talk, event.re, { kind: 'ok', ok: event });
    case 'error':
      return refused(talk, event);
    case 'ping':
      return [{ do: 'send', command: { cmd: 'ping' } }];
    case 'bye':
      return dismissed(talk, event);
    case 'room':
      // A room's `seq` is where a reader without a cursor begins; one with a cursor gets what it lacks by replay.
      if (!talk.cursors.has(logKey(event.room))) talk.cursors.set(logKey(event.room), event.seq);
      return [{ do: 'tell', event }];
    case 'lagged':
      return read(talk, event, event.to);
    default:
      return 'seq' in event ? read(talk, event, event.seq) : [{ do: 'tell', event }];
  }
}

function welcomed(talk: Conversation, { protocol, session, store }: EventOf<'welcome'>): Move[] {
  if (protocol !== 1) {
    const why = `The server speaks version ${protocol} of the protocol, and this program only version 1.`;
    return [{ do: 'end', why }];
  }
  const moves: Move[] = [];
  if (talk.store !== undefined && talk.store !== store) {
    talk.cursors.clear();
    moves.push({ do: 'note', note: 'new_store' });
  }
  talk.store = store;
  if (talk.token === undefined) return [...moves, ...begun(talk, session)];
  talk.phase = 'resuming';
  talk.spare = session;
  talk.resumeTag = nextTag(talk);
  const command: Tagged = {
    cmd: 'resume',
    tag: talk.resumeTag,
    token: talk.token,
    cursors: Object.fromEntries(talk.cursors),
  };
  return [...moves, { do: 'send', command }];
}

function refused(talk: Conversation, event: EventOf<'error'>): Move[] {
  if (event.code === 'bad_cursor' && event.target !== undefined) {
    talk.cursors.delete(logKey(event.target));
  }
  const { re, code, message } = event;
  const moves = answered(talk, re, { kind: 'refused', code, message });
  return re === undefined ? [{ do: 'tell', event }] : moves;
}

function answered(talk: Conversation, re: string | undefined, answer: Answer): Move[] {
  if (re === undefined) return [];
  if (re === talk.resumeTag) return resumed(talk, answer);
  const [step] = talk.steps;
  if (re === step?.tag) {
    if (answer.kind === 'refused') return [{ do: 'end', why: answer.message }];
    talk.steps.shift();
    return proceed(talk);
  }
  return talk.unanswered.delete(re) ? [{ do: 'settle', tag: re, answer }] : [];
}

function resumed(talk: Conversation, answer: Answer): Move[] {
  const spare = talk.spare;
  talk.resumeTag = undefined;
  talk.spare = undefined;
  if (answer.kind === 'ok') return [{ do: 'note', note: 'resumed' }, ...proceed(talk)];
  if (answer.kind !== 'refused' || answer.code !== 'no_such_session' || spare === undefined) {
    return [{ do: 'redial' }];
  }
  return [{ do: 'note', note: 'gone' }, ...losses(talk), ...begun(talk, spare)];
}

/** Gives up what was sent in a session that is gone. What was not sent yet can still be said in the next one. */
function losses(talk: Conversation): Move[] {
  const lost = [...talk.unanswered].filter(([, { sent }]) => sent).map(([tag]) => tag);
  for (const tag of lost) talk.unanswered.delete(tag);
  return lost.map((tag) => ({ do: 'settle', tag, answer: { kind: 'lost' } }));
}

/** Makes a new session ours. */
function begun(talk: Conversation, token: string): Move[] {
  talk.token = token;
  talk.steps = talk.begin(talk.cursors).map((command) => ({ ...command, tag: nextTag(talk) }));
  return proceed(talk);
}

/** Does the next step, or sends everything unanswered (again) when all are done. */
function proceed(talk: Conversation): Move[] {
  const [step] = talk.steps;
  talk.phase = step === undefined ? 'live' : 'beginning';
  if (step !== undefined) return [{ do: 'send', command: step }];
  const moves: Move[] = [{ do: 'live' }];
  for (const asked of talk.unanswered.values()) {
    asked.sent = true;
    moves.push({ do: 'send', command: asked.command });
  }
  return moves;
}

/** A last line. Only two of them are final: somebody else has our session, or we never got in. */
function dismissed(talk: Conversation, { code, message }: EventOf<'bye'>): Move[] {
  const final = code === 'taken_over' || talk.token === undefined;
  return final ? [{ do: 'end', why: message }] : [];
}

/** An event of a log: told once, whatever is replayed. */
function read(talk: Conversation, event: Event, seq: number): Move[] {
  const log = logOf(event);
  if (log === undefined) return [{ do: 'tell', event }];
  if (seq <= (talk.cursors.get(log) ?? 0)) return [];
  talk.cursors.set(log, seq);
  return [{ do: 'tell', event }];
}

/** The log that an event is in or about. */
export function logOf(event: Event): LogKey | undefined {
  if ('log' in event && event.log !== undefined) return logKey(event.log);
  if ('room' in event && event.room !== undefined) return logKey(event.room);
  return undefined;
}

function nextTag(talk: Conversation): string {
  talk.tags += 1;
  return `${talk.prefix}-${talk.tags}`;
}
