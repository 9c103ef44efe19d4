/** Are the certificates those of their keys, and for how long? */
import { DAY_MS } from '../../grammar/time.ts';
import { type CertificateFiles, Certificates } from '../net/carriers/certificates.ts';
import { bad, type Finding, ok, warning } from './finding.ts';

/** A certificate is to be renewed by now, when it has so many days left. */
const MIN_DAYS_LEFT = 14;

/** What is to be said of each pair of certificate and key at `now` (milliseconds since 1970). */
export const certificateFindings = (files: readonly CertificateFiles[], now: number): Finding[] =>
  files.map((pair) => judged(pair, now));

function judged(files: CertificateFiles, now: number): Finding {
  const { certificate } = files;
  try {
    const { ends } = new Certificates(files);
    const day = ends.toISOString().slice(0, 10);
    const days = Math.floor((ends.getTime() - now) / DAY_MS);
    if (days < 0) {
      return bad(`${certificate} has expired on ${day}.`, 'Renew it: nobody comes in by TLS.');
    }
    const said = `${certificate} is valid until ${day}, for ${days} ${days === 1 ? 'day' : 'days'}.`;
    return days < MIN_DAYS_LEFT
      ? warning(said, 'Renew it: the server takes new files by itself.')
      : ok(said);
  } catch (error) {
    return bad((error as Error).message, 'Say with --tls-cert and --tls-key which files they are.');
  }
}
