/** What `parlance account` asks of a running server: a line of JSON each way, over a socket in the server's directory. */
import * as v from 'valibot';
import { password } from '../../grammar/arguments/password.ts';
import { nickProblem } from '../../grammar/names.ts';
import { DAY_MS } from '../../grammar/time.ts';
import type { Report } from '../rooms/people/orders.ts';
import type { Figures } from '../watch/figures.ts';

const nick = v.pipe(
  v.string(),
  v.check((given) => nickProblem(given) === undefined),
);
const secret = v.pipe(
  v.string(),
  v.check((given) => password.check(given) === undefined),
);

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** So often may one code be used. */
export const MAX_USES = 100_000;
/** For so long may it be used. */
export const MAX_TIME_MS = 366 * DAY_MS;

const request = v.variant('ask', [
  v.object({ ask: v.literal('add'), nick, password: secret }),
  v.object({ ask: v.literal('password'), nick, password: secret }),
  v.object({ ask: v.literal('delete'), nick, texts: v.boolean() }),
  v.object({ ask: v.literal('role'), nick, role: v.picklist(['operator', 'none']) }),
  v.object({ ask: v.literal('invite'), uses: whole(1, MAX_USES), for: whole(1, MAX_TIME_MS) }),
  v.object({
    ask: v.literal('list'),
    after: whole(0, Number.MAX_SAFE_INTEGER),
  }),
  v.object({ ask: v.literal('rehash') }),
  v.object({ ask: v.literal('figures') }),
]);

/** One request. A password is in clear until the server has hashed it: the socket is for its own user alone. */
export type Request = v.InferOutput<typeof request>;

/** The longest line of a request, in bytes. */
export const MAX_REQUEST_BYTES = 4096;

/** The request of a line; nothing when it is none. */
export function requestIn(line: string): Request | undefined {
  try {
    const { success, output } = v.safeParse(request, JSON.parse(line));
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}

/** What came of it. A code is in clear here, once. */
export type Reply =
  | (Report & { code?: string })
  | { is: 'rehashed'; changed: string[]; restart: string[] }
  | { is: 'figures'; figures: Figures };

/** Does what is asked; resolves when it is committed. */
export type Clerk = (asked: Request) => Promise<Reply>;
