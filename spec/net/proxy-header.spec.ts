/** The header of a proxy: what it says, however it is cut, and whatever it is made of. */
import { expect } from 'chai';
import fc from 'fast-check';
import { headerIn } from '../../server/net/proxy-header.ts';
import { inputs } from '../support/inputs.ts';

const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n');

/** A header of version 2. */
function v2(command: number, family: number, rest: Buffer): Buffer {
  const fixed = Buffer.from([command, family, rest.length >> 8, rest.length & 255]);
  return Buffer.concat([signature, fixed, rest]);
}

const tlv = (type: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type, value.length >> 8, value.length & 255]), value]);

const four = Buffer.from([203, 0, 113, 7, 10, 0, 0, 1, 200, 0, 29, 243]);
const six = Buffer.concat([
  Buffer.from('20010db8000000000000000000000001', 'hex'),
  Buffer.alloc(20),
]);
const ssl = (client: number): Buffer => tlv(0x20, Buffer.from([client, 0, 0, 0, 0]));

const said = (address?: string, isEncrypted?: boolean) => ({ address, isEncrypted });

const headers: [what: string, bytes: Buffer, says: ReturnType<typeof said>][] = [
  ['TCP4', Buffer.from('PROXY TCP4 203.0.113.7 10.0.0.1 51200 7667\r\n'), said('203.0.113.7')],
  ['TCP6', Buffer.from('PROXY TCP6 2001:db8::1 ::1 51200 7667\r\n'), said('2001:db8::1')],
  ['UNKNOWN', Buffer.from('PROXY UNKNOWN\r\n'), said()],
  ['UNKNOWN with more', Buffer.from('PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n'), said()],
  ['v2 TCP4', v2(0x21, 0x11, four), said('203.0.113.7')],
  ['v2 TCP6', v2(0x21, 0x21, six), said('2001:db8:0:0:0:0:0:1')],
  [
    'v2 of a client on TLS',
    v2(0x21, 0x11, Buffer.concat([four, tlv(4, four), ssl(1)])),
    said('203.0.113.7', true),
  ],
  [
    'v2 of a client in clear',
    v2(0x21, 0x11, Buffer.concat([four, ssl(0)])),
    said('203.0.113.7', false),
  ],
  ['v2 of a unix socket', v2(0x21, 0x31, Buffer.alloc(216)), said()],
  ['v2 of no family', v2(0x21, 0, Buffer.alloc(3)), said()],
  ['v2 LOCAL', v2(0x20, 0, Buffer.alloc(0)), said()],
  ['v2 LOCAL with an address', v2(0x20, 0x11, four), said()],
];

const wrong: [what: string, bytes: Buffer][] = [
  ['another word', Buffer.from('PROXY UDP4 1.1.1.1 1.1.1.1 1 1\r\n')],
  ['no address', Buffer.from('PROXY TCP4 localhost 10.0.0.1 1 2\r\n')],
  ['the other version of IP', Buffer.from('PROXY TCP4 ::1 ::1 1 2\r\n')],
  ['no port', Buffer.from('PROXY TCP4 1.1.1.1 1.1.1.1 1\r\n')],
  ['too large a port', Buffer.from('PROXY TCP4 1.1.1.1 1.1.1.1 1 70000\r\n')],
  ['two blanks', Buffer.from('PROXY TCP4  1.1.1.1 1.1.1.1 1 7000\r\n')],
  ['108 bytes', Buffer.from(`PROXY UNKNOWN ${'x'.repeat(92)}\r\n`)],
  ['107 bytes without an end', Buffer.from(`PROXY UNKNOWN ${'x'.repeat(93)}`)],
  ['v2 of another version', v2(0x31, 0x11, four)],
  ['v2 of another command', v2(0x22, 0x11, four)],
  ['v2 cut short', v2(0x21, 0x11, four.subarray(0, 11))],
  ['v2 with a broken value', v2(0x21, 0x11, Buffer.concat([four, Buffer.from([4, 0, 9, 1])]))],
  ['v2 with half a value', v2(0x21, 0x11, Buffer.concat([four, Buffer.from([4, 0])]))],
  ['v2 of 5000 bytes', v2(0x21, 0x11, Buffer.alloc(5000)).subarray(0, 16)],
  ['lines', Buffer.from('/nick PROXY\n')],
  ['lines like it', Buffer.from('PROXYING is fun\n')],
  ['nothing but a line', Buffer.from('\r\n\r\nhello')],
];

describe('the header of a proxy', () => {
  for (const [what, bytes, says] of headers) {
    it(`says for whom it comes: ${what}`, () => {
      const lines = Buffer.from('/ping\n');
      expect(headerIn(Buffer.concat([bytes, lines]))).to.deep.equal({
        ...{ is: 'header', length: bytes.length },
        ...says,
      });
    });
  }

  for (const [what, bytes] of wrong) {
    it(`is none: ${what}`, () => {
      expect(headerIn(bytes).is).to.equal('other');
    });
  }

  it('is waited for as long as it is not whole', () => {
    for (const [what, bytes] of headers) {
      for (let length = 0; length < bytes.length; length += 1) {
        expect(headerIn(bytes.subarray(0, length)).is, `${what}, ${length} bytes`).to.equal(
          'partial',
        );
      }
    }
  });

  it('never fails, is waited for no longer than it may be, and does not change with what follows', () => {
    const begun = fc.constantFrom(
      signature,
      Buffer.from('PROXY '),
      ...headers.map(([, each]) => each),
    );
    const bytes = fc
      .tuple(begun, fc.nat(240), fc.uint8Array({ maxLength: 24 }))
      .map(([start, kept, rest]) => Buffer.concat([start.subarray(0, kept), rest]));
    const more = Buffer.alloc(5000, 0xf0);
    fc.assert(
      fc.property(bytes, (head) => {
        const found = headerIn(head);
        const later = headerIn(Buffer.concat([head, more]));
        return found.is === 'partial' ? later.is !== 'partial' : later.is === found.is;
      }),
      { numRuns: inputs(20_000) },
    );
  });
});
