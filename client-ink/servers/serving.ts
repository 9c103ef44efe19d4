/** One server that the client is on: the link to it, what is remembered of it, and the model that it begins with. */
import { hostOf, knownAs, whyExposed } from '../../client/dial/address.ts';
import { type Link, openLink } from '../../client/link.ts';
import type { LinkInput } from '../../client/talk.ts';
import type { Settings } from '../config/config.ts';
import { type Options, optionsFor } from '../config/options.ts';
import { nameOf, namesOf } from '../config/profiles.ts';
import { LogFiles } from '../files/log-files.ts';
import { forgetful, remember } from '../files/remembering.ts';
import { statePath } from '../files/state.ts';
import { language } from '../language/language.ts';
import { viewport } from '../layout/viewport.ts';
import { entriesLeft, restored, talkOf } from '../model/kept.ts';
import type { Model, ModelInput } from '../model/model.ts';
import { newModel } from '../model/new-model.ts';
import type { Served } from '../model/servers.ts';
import type { Way } from './way.ts';

/** What the work for one server needs of the client. */
export interface ServingPorts {
  readonly size: { columns: number; rows: number };
  readonly now: () => number;
  /** Its model as it is now. */
  readonly model: () => Model;
  /** Something is to be told to the person. */
  readonly tell: (sentence: string) => void;
  readonly hear: (input: LinkInput) => void;
  /** Takes in what of its model the first screen did not wait for. */
  readonly recall: (left: Extract<ModelInput, { in: 'left' }>) => void;
  /** The options as they are now. */
  readonly options: () => Options;
}

/** A server on which the client is, or will be when it is begun. */
export interface Serving extends Served {
  readonly link: () => Link | undefined;
  /** Something of its model may have changed. */
  changed(): void;
  /** Recalls the rest of what is remembered, when the first screen is there, and dials. */
  begin(): void;
  /** Writes what is left to remember. */
  end(): void;
}

/** Prepares to be on a server: reads what is remembered of it. */
export function serve(
  { profile, route, account }: Way,
  settings: Settings,
  ports: ServingPorts,
): Serving {
  const calls = account?.nick ?? profile.nick;
  let link: Link | undefined;
  const path = statePath(knownAs(route.address), calls, process.env);
  const remembered = () => ({ model: ports.model(), remembered: link?.remembered() });
  const memory = settings.remembers ? remember(path, remembered, ports.tell) : forgetful;
  const left = memory.kept && talkOf(memory.kept, calls);
  const nick = calls ?? left?.nick;
  const fresh = newModel({
    server: hostOf(route.address),
    profile: profile.name,
    profiles: namesOf(settings.profiles),
    remembers: memory.remembers,
    prefix: Math.random().toString(36).slice(2, 10),
    size: ports.size,
    at: ports.now(),
    viewport,
    ...(account ? { logsIn: true } : nick === undefined ? {} : { nick }),
    exposed: whyExposed(route.address),
    onConnect: profile.onConnect,
    ...optionsFor(ports.options()),
  });
  const who = account ? { account } : calls === undefined ? {} : { nick: calls };
  const { rooms } = profile;
  const logs = new LogFiles({
    folder: () => ports.options()['log-dir'],
    server: nameOf(profile),
    nick: () => ports.model().nick,
    complain: ports.tell,
  });
  const hear = (input: LinkInput) => {
    logs.take(input);
    ports.hear(input);
  };
  return {
    name: nameOf(profile),
    model: memory.kept ? restored(fresh, memory.kept) : fresh,
    link: () => link,
    changed: memory.changed,
    begin() {
      if (memory.kept !== undefined) {
        const entries = entriesLeft(ports.model(), memory.kept);
        ports.recall({ in: 'left', entries, at: ports.now() });
        memory.recalled();
      }
      link = openLink({ route, rooms, vocabulary: language, remembered: left, ...who }, hear);
    },
    end() {
      memory.end();
      logs.end();
    },
  };
}
