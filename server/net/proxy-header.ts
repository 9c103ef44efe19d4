/** The header by which a proxy says for whom it connects: the PROXY protocol of HAProxy, versions 1 and 2. */
import { isIPv4, isIPv6 } from 'node:net';

/** What a connection begins with. */
type Beginning =
  /** A header of so many bytes. */
  | {
      readonly is: 'header';
      readonly length: number;
      /** The client's address; none when the proxy speaks for itself, or does not know. */
      readonly address: string | undefined;
      /** Whether the client came to the proxy by TLS, if it says so. */
      readonly isEncrypted: boolean | undefined;
    }
  /** Bytes that may still become a header. */
  | { readonly is: 'partial' }
  | { readonly is: 'other' };

/** The longest header of version 1, with its CR LF. */
const MAX_V1_BYTES = 107;
/** What stands behind the addresses of version 2 is of any length; more than this nobody needs. No header has more bytes. */
export const MAX_HEADER_BYTES = 4096;

const v1 = Buffer.from('PROXY ');
const v2 = Buffer.from('\r\n\r\n\0\r\nQUIT\n');
const V2_FIXED_BYTES = 16;

const partial: Beginning = { is: 'partial' };
const other: Beginning = { is: 'other' };

/** Reads the header that these bytes begin with. */
export function headerIn(head: Buffer): Beginning {
  if (beginsWith(head, v1)) return head.length < v1.length ? partial : v1In(head);
  if (beginsWith(head, v2)) return head.length < V2_FIXED_BYTES ? partial : v2In(head);
  return other;
}

/** As far as both go. */
const beginsWith = (head: Buffer, signature: Buffer): boolean => {
  const length = Math.min(head.length, signature.length);
  return head.compare(signature, 0, length, 0, length) === 0;
};

function v1In(head: Buffer): Beginning {
  const end = head.indexOf('\r\n');
  if (end < 0) return head.length < MAX_V1_BYTES ? partial : other;
  const length = end + 2;
  if (length > MAX_V1_BYTES) return other;
  const [, family = '', ...words] = head.toString('latin1', 0, end).split(' ');
  if (family === 'UNKNOWN')
    return { is: 'header', length, address: undefined, isEncrypted: undefined };
  const [source = '', target = '', ...ports] = words;
  const isAddress = { TCP4: isIPv4, TCP6: isIPv6 }[family];
  if (!isAddress?.(source) || !isAddress(target)) return other;
  if (ports.length !== 2 || !ports.every(isPort)) return other;
  return { is: 'header', length, address: source, isEncrypted: undefined };
}

const isPort = (text: string): boolean => /^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65_535;

const LOCAL = 0x20;
const PROXY = 0x21;
/** Addresses and the way in one byte, and how many bytes they take. */
const TCP4 = { family: 0x11, bytes: 12 };
const TCP6 = { family: 0x21, bytes: 36 };

function v2In(head: Buffer): Beginning {
  const length = V2_FIXED_BYTES + head.readUInt16BE(14);
  if (length > MAX_HEADER_BYTES) return other;
  const command = head[12];
  if (command !== LOCAL && command !== PROXY) return other;
  if (head.length < length) return partial;
  const rest = head.subarray(V2_FIXED_BYTES, length);
  if (command === LOCAL)
    return { is: 'header', length, address: undefined, isEncrypted: undefined };
  switch (head[13]) {
    case TCP4.family:
      return withAddress(length, rest, TCP4.bytes, (bytes) => bytes.subarray(0, 4).join('.'));
    case TCP6.family:
      return withAddress(length, rest, TCP6.bytes, (bytes) => groupsOf(bytes.subarray(0, 16)));
    default:
      // Ways that say no address of the internet: the receiver keeps the proxy's (2.2).
      return { is: 'header', length, address: undefined, isEncrypted: undefined };
  }
}

function withAddress(
  length: number,
  rest: Buffer,
  bytes: number,
  read: (bytes: Buffer) => string,
): Beginning {
  if (rest.length < bytes) return other;
  const isEncrypted = encryptionIn(rest.subarray(bytes));
  if (isEncrypted === 'wrong') return other;
  return { is: 'header', length, address: read(rest), isEncrypted };
}

const groupsOf = (bytes: Buffer): string =>
  Array.from({ length: 8 }, (_, n) => bytes.readUInt16BE(2 * n).toString(16)).join(':');

/** What is told of TLS among the type-length-values behind the addresses. */
const PP2_TYPE_SSL = 0x20;
const PP2_CLIENT_SSL = 0x01;
const TLV_BYTES = 3;

function encryptionIn(values: Buffer): boolean | undefined | 'wrong' {
  let isEncrypted: boolean | undefined;
  for (let at = 0; at < values.length; ) {
    if (values.length - at < TLV_BYTES) return 'wrong';
    const end = at + TLV_BYTES + values.readUInt16BE(at + 1);
    if (end > values.length) return 'wrong';
    const client = values[at + TLV_BYTES] ?? 0;
    if (values[at] === PP2_TYPE_SSL) {
      isEncrypted = end > at + TLV_BYTES && (client & PP2_CLIENT_SSL) !== 0;
    }
    at = end;
  }
  return isEncrypted;
}
