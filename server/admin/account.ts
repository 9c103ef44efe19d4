/** `parlance account`: what it asks, and how it tells what came of it. */
import type { Listed } from '../rooms/people/orders.ts';
import { type Attend, granted, withClerk } from './asking.ts';
import type { Request } from './requests.ts';

/** Carries out one request, and returns the nick that it was about. Rejects with the sentence of a refusal. */
export const done = (directory: string, attend: Attend, asked: Request): Promise<string> =>
  withClerk(directory, attend, async (clerk) => {
    const report = granted(await clerk(asked));
    return report.is === 'done' ? report.nick : '';
  });

/** Lists all accounts, the oldest first. */
export const listed = (directory: string, attend: Attend): Promise<Listed[]> =>
  withClerk(directory, attend, async (clerk) => {
    const all: Listed[] = [];
    for (let isMore = true; isMore; ) {
      const report = granted(await clerk({ ask: 'list', after: all.length }));
      if (report.is !== 'list') break;
      all.push(...report.accounts);
      isMore = report.more;
    }
    return all;
  });

/** Makes an invitation code. Returns the code and until when it may be used. */
export const invited = (
  directory: string,
  attend: Attend,
  asked: Request & { ask: 'invite' },
): Promise<{ code: string; until: string }> =>
  withClerk(directory, attend, async (clerk) => {
    const report = granted(await clerk(asked));
    if (report.is !== 'invited') throw new Error(`no answer to an invitation: ${report.is}`);
    const { code = '', until } = report;
    return { code, until };
  });

/** One line of the list, for people. */
export const shown = ({ nick, since, role, devices }: Listed): string =>
  [
    nick,
    `since ${since.slice(0, 10)}`,
    ...(devices > 0 ? [`on ${devices} device${devices === 1 ? '' : 's'}`] : []),
    ...(role ? [role] : []),
  ].join(', ');
