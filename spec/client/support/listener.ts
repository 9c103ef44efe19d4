/** What a link has told, kept and awaited. */
import type { Route } from '../../../client/dial/dial.ts';
import { type Link, type LinkOptions, openLink } from '../../../client/link.ts';
import type { LinkInput } from '../../../client/talk.ts';
import type { Event, EventName, EventOf } from '../../../grammar/events.ts';
import { afterwards } from '../../support/afterwards.ts';
import { Waiting } from '../../support/waiting.ts';

export class Listener {
  readonly inputs: LinkInput[] = [];
  readonly link: Link;
  readonly #waiting = new Waiting((problem) => {
    const last = this.inputs.slice(-8).map((input) => JSON.stringify(input).slice(0, 200));
    return `${problem}; at last there was\n${last.join('\n')}`;
  });

  constructor(options: Partial<LinkOptions> & { port?: number }) {
    const { port = 0, ...others } = options;
    const route: Route = { address: { by: 'tcp', host: '127.0.0.1', port } };
    this.link = openLink({ route, rooms: [], ...others }, (input) => {
      this.inputs.push(input);
      this.#waiting.look();
    });
    afterwards(async () => {
      this.link.close();
      await this.told('over');
    });
  }

  get events(): Event[] {
    return this.inputs.flatMap((input) => (input.link === 'event' ? [input.event] : []));
  }

  /** The texts of all messages of a room, in the order in which they were told. */
  texts(room: string): string[] {
    return this.events.flatMap((event) =>
      event.ev === 'message' && 'room' in event && event.room === room ? [event.text] : [],
    );
  }

  /** Waits for the first input of this kind that satisfies, from the `since`th on. */
  async told<K extends LinkInput['link']>(
    link: K,
    satisfies: (input: LinkInput & { link: K }) => boolean = () => true,
    since = 0,
  ): Promise<LinkInput & { link: K }> {
    return this.#waiting.until(link, () =>
      this.inputs
        .slice(since)
        .find((input): input is LinkInput & { link: K } => isOf(input, link) && satisfies(input)),
    );
  }

  /** Waits for the first event of this name that satisfies. */
  async heard<Name extends EventName>(
    ev: Name,
    satisfies: (event: EventOf<Name>) => boolean = () => true,
  ): Promise<EventOf<Name>> {
    return this.#waiting.until(ev, () => {
      const named = this.events.filter((event) => event.ev === ev) as EventOf<Name>[];
      return named.find(satisfies);
    });
  }
}

function isOf<K extends LinkInput['link']>(
  input: LinkInput,
  link: K,
): input is LinkInput & { link: K } {
  return input.link === link;
}
