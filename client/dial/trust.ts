/** Decides whether a server is who it should be, by the certificate that it shows; a function of what is known. */

/** What a server has shown of itself. */
export interface Shown {
  /** SHA-256 of its certificate, as `openssl x509 -fingerprint -sha256` prints it. */
  readonly fingerprint: string;
  /** Whom it is for, such as `chat.example, 10.0.0.7`. */
  readonly names: string;
  readonly from: Date;
  readonly until: Date;
  /** OpenSSL's or Node's code of what is wrong with it; nothing when an authority vouches for it and for the name. */
  readonly problem?: string;
}

/** What is known of a server from before: its certificate, and where that is noted. */
export interface Known {
  readonly fingerprint: string;
  readonly file: string;
  readonly line: number;
}

/** Why a server is not trusted. */
export type Distrust =
  | { is: 'wrong_name'; names: string }
  | { is: 'expired'; until: Date }
  | { is: 'not_yet'; from: Date }
  /** `code` is what is wrong with its chain, when that is more than that nobody vouches for it. */
  | { is: 'untrusted'; fingerprint: string; code?: string }
  | { is: 'changed'; shown: string; known: Known };

/** vouched: by an authority. known: from before. new: by nobody, and never seen: whoever calls may take it for granted once. */
type Trust = { is: 'vouched' | 'known' | 'new' } | Distrust;

/** What is wrong with a certificate that nobody vouches for, and nothing else. */
const unvouched = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * A server that is known has to be the same, whatever an authority says. `onlyAuthorities`: none is taken for granted, since
 * the person has named those that are trusted.
 */
export function judge(
  { fingerprint, names, from, until, problem }: Shown,
  known: Known | undefined,
  { onlyAuthorities, now }: { onlyAuthorities: boolean; now: Date },
): Trust {
  if (known !== undefined && known.fingerprint !== fingerprint) {
    return { is: 'changed', shown: fingerprint, known };
  }
  if (problem === undefined && known === undefined) return { is: 'vouched' };
  if (now > until || problem === 'CERT_HAS_EXPIRED') return { is: 'expired', until };
  if (now < from || problem === 'CERT_NOT_YET_VALID') return { is: 'not_yet', from };
  if (known !== undefined) return { is: 'known' };
  if (problem === 'ERR_TLS_CERT_ALTNAME_INVALID') return { is: 'wrong_name', names };
  const isUnvouched = problem !== undefined && unvouched.has(problem);
  if (isUnvouched && !onlyAuthorities) return { is: 'new' };
  return { is: 'untrusted', fingerprint, ...(problem && !isUnvouched && { code: problem }) };
}

/** The sentences for the person. `place` is where the server is, `host` what it should be called. */
export function distrustInWords(why: Distrust, place: string, host: string): string {
  switch (why.is) {
    case 'wrong_name':
      return `${place} shows a certificate for ${why.names}, not for ${host}. Nothing was sent.`;
    case 'expired':
      return `The certificate of ${place} has expired on ${day(why.until)}: its operator has to renew it. Nothing was sent.`;
    case 'not_yet':
      return `The certificate of ${place} is valid from ${day(why.from)} on. Is the clock of this machine right? Nothing was sent.`;
    case 'untrusted':
      return why.code === undefined
        ? `No authority that is trusted here vouches for ${place}, whose certificate has the SHA-256 ${why.fingerprint}. Nothing was sent.`
        : `The certificate of ${place} can't be trusted (${why.code}). Nothing was sent.`;
    case 'changed':
      return (
        `${place} shows another certificate than before: somebody may be in between, or its operator has a new one. Nothing was sent. ` +
        `Known is SHA-256 ${why.known.fingerprint}, shown is SHA-256 ${why.shown}. ` +
        `Ask the operator; if the new one is theirs, delete line ${why.known.line} of ${why.known.file}.`
      );
    default:
      return unsaid(why);
  }
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

function unsaid(why: never): never {
  throw new Error(`A distrust without words: ${JSON.stringify(why)}`);
}
