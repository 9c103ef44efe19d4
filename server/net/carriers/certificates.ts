/** The certificates of the server: which one a name gets, and read anew when their files change. */
import { constants, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';

/** The files of one certificate, with those that have signed it, and of its key; both PEM. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate that is shown from now on. */
export interface Renewed {
  readonly certificate: string;
  /** SHA-256, as whoever pins it is told. */
  readonly fingerprint: string;
  readonly until: Date;
}

interface Loaded {
  readonly certificate: X509Certificate;
  readonly context: SecureContext;
}

/** All certificates, in the order given. */
export class Certificates {
  readonly #files: readonly CertificateFiles[];
  #loaded: readonly [Loaded, ...Loaded[]];
  #stamp: string;

  /** Reads at least one. Throws an error with a sentence for operators when a file can't be used. */
  constructor(first: CertificateFiles, ...others: CertificateFiles[]) {
    this.#files = [first, ...others];
    this.#stamp = stampOf(this.#files);
    this.#loaded = [load(first), ...others.map(load)];
  }

  /** For whoever names no server, or one that there is no certificate for. */
  get standard(): SecureContext {
    return this.#loaded[0].context;
  }

  /** For whoever asks for the server of that name. */
  of(name: string): SecureContext {
    const its = this.#loaded.find(({ certificate }) => certificate.checkHost(name) !== undefined);
    return its?.context ?? this.standard;
  }

  /** When the first of them ends. */
  get ends(): Date {
    return new Date(Math.min(...this.#loaded.map(({ certificate }) => +certificate.validToDate)));
  }

  /** True when a file is not as it was read last. */
  get haveChanged(): boolean {
    return stampOf(this.#files) !== this.#stamp;
  }

  /**
   * Reads the files anew: whoever comes from here on gets what they hold now. Throws as the constructor does, also while
   * only one of a pair is there; then all stay as they are. Returns the certificates that differ from those before.
   */
  reload(): Renewed[] {
    this.#stamp = stampOf(this.#files);
    const before = this.#loaded;
    const [first, ...others] = this.#files.map(load);
    if (first) this.#loaded = [first, ...others];
    return this.#loaded.flatMap(({ certificate }, place) => {
      const { fingerprint256: fingerprint, validToDate: until } = certificate;
      const isNew = fingerprint !== before[place]?.certificate.fingerprint256;
      return isNew
        ? [{ certificate: this.#files[place]?.certificate ?? '', fingerprint, until }]
        : [];
    });
  }
}

function load({ certificate: file, key }: CertificateFiles): Loaded {
  const [pem, keyPem] = [read(file), read(key)];
  try {
    const certificate = new X509Certificate(pem);
    const context = createSecureContext({
      cert: pem,
      key: keyPem,
      minVersion: 'TLSv1.2',
      secureOptions: constants.SSL_OP_CIPHER_SERVER_PREFERENCE,
      // Without it nobody who has a certificate can resume TLS.
      sessionIdContext: 'parlance',
    });
    return { certificate, context };
  } catch (error) {
    throw new Error(
      `${file} and ${key} are no certificate and its key: ${(error as Error).message}`,
    );
  }
}

function read(file: string): Buffer {
  try {
    // Whoever reads a pipe waits for somebody who writes into it.
    if (!statSync(file).isFile()) throw new Error('it is no regular file');
    return readFileSync(file);
  } catch (error) {
    throw new Error(`can't read ${file}: ${(error as Error).message}`);
  }
}

/** Changes when one of the files is written or replaced, gets other rights, or can't be looked at. */
const stampOf = (files: readonly CertificateFiles[]): string =>
  files
    .flatMap(({ certificate, key }) => [certificate, key])
    .map((file) => {
      try {
        const { ino, size, mtimeMs, ctimeMs } = statSync(file);
        return `${ino}/${size}/${mtimeMs}/${ctimeMs}`;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code;
      }
    })
    .join();
