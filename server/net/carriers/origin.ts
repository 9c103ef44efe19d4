/** Which web pages may open a WebSocket: any page may make a browser try, with the person's own network behind it. */

/** What a request for a WebSocket says of where it comes from. */
interface Knock {
  /** The page's, as browsers say it. Programs say none. */
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** The bytes come by TLS: whoever is asked has a certificate for that host. */
  readonly isEncrypted: boolean;
}

/** Any page, in a list of origins. */
const ANY = '*';

/**
 * True for programs, and for pages of the listed origins, such as https://chat.example. Where none is listed: for pages of
 * the same host, if that name can't lead to another machine tomorrow (DNS rebinding).
 */
export function mayKnock(
  { origin, host, isEncrypted }: Knock,
  origins: readonly string[],
): boolean {
  if (origin === undefined) return true;
  if (origins.length > 0) return origins.includes(ANY) || origins.includes(origin.toLowerCase());
  return (isEncrypted || isFixed(host)) && origin.replace(/^https?:\/\//, '') === host;
}

/** A number or `localhost`, not a name that somebody else may point anywhere. */
const isFixed = (host = ''): boolean =>
  /^(localhost|\d+(\.\d+){3}|\[[\da-f:.]+\])(:\d+)?$/i.test(host);

/** True for what browsers send as `Origin`, and for `*`. */
export const isOrigin = (text: string): boolean =>
  text === ANY || /^https?:\/\/(\[[\da-f:.]+\]|[a-z\d.-]+)(:\d{1,5})?$/.test(text);
