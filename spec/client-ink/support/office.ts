/**
 * A server whose clock begins at 12:01, and people who sit at desks: at the client, without a terminal. They are gone afterwards.
 *
 *     const office = await openOffice();
 *     const ann = await office.sit('ann', ['#dev']);               // when she is in the room
 *     const bob = await office.party('bob', '#dev');               // a fake person who is there without a client
 */
import { Party } from '../../support/party.ts';
import { openServer } from '../../support/server.ts';
import { Desk, type Size } from './desk.ts';

/** The three sizes at which everything has to work. */
export const sizes = {
  usual: { columns: 80, rows: 24 },
  narrow: { columns: 40, rows: 10 },
  wide: { columns: 200, rows: 50 },
} as const satisfies Record<string, Size>;

export class Office {
  readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  /** Somebody at the client, who is in these rooms; the first is shown. */
  async sit(
    nick: string,
    rooms: string[],
    { size = sizes.usual, ...setting }: { size?: Size; tellsTyping?: boolean } = {},
  ): Promise<Desk> {
    const desk = new Desk(this.port, nick, rooms, size, setting);
    const [first = ''] = rooms;
    await desk.shows(`${nick}>`, ({ title }) => title.includes(first));
    return desk;
  }

  /** Somebody without a client, who has joined these rooms and reads nothing of it. */
  async party(nick: string, ...rooms: string[]): Promise<Party> {
    const party = await Party.open(this.port, nick, 'json');
    for (const room of rooms) party.send(`/join ${room}`);
    await party.rest();
    return party;
  }
}

/** An office whose server is in this process. */
export async function openOffice(): Promise<Office> {
  return new Office((await openServer()).port);
}

/** Something that has to work at every size: played at all of them at once, each in such an office of its own. */
export const everySizeOf =
  <O extends Office>(open: () => Promise<O>) =>
  (title: string, play: (office: O, size: Size) => Promise<void>): void => {
    const alone = async (size: Size): Promise<void> => play(await open(), size);
    it(title, () => Promise.all(Object.values(sizes).map(alone)));
  };

export const atEverySize = everySizeOf(openOffice);
