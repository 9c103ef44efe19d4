/** What a person means by a TIME. */
import { expect } from 'chai';
import { momentOf, timeForm } from '../../grammar/time.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const meant = (time: string): string | undefined => {
  expect(timeForm.test(time), time).to.equal(true);
  const moment = momentOf(time, now);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
};

describe('a time', () => {
  const times: [string, string][] = [
    ['90s', '2026-11-22T11:58:30.000Z'],
    ['30m', '2026-11-22T11:30:00.000Z'],
    ['2h', '2026-11-22T10:00:00.000Z'],
    ['7d', '2026-11-15T12:00:00.000Z'],
    ['2w', '2026-11-08T12:00:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['2026-11-20T18:00', '2026-11-20T18:00:00.000Z'],
    ['2026-11-20T18:00Z', '2026-11-20T18:00:00.000Z'],
    ['2026-11-20T18:00:30', '2026-11-20T18:00:30.000Z'],
    ['2026-11-20T18:00:30.5', '2026-11-20T18:00:30.500Z'],
    ['2026-11-20T18:00:30.512Z', '2026-11-20T18:00:30.512Z'],
    ['2026-11-20T18:00+09:00', '2026-11-20T09:00:00.000Z'],
    ['2026-11-20T18:00:30.5-03:30', '2026-11-20T21:30:30.500Z'],
    ['2026-11-20T00:00+14:00', '2026-11-19T10:00:00.000Z'],
    ['2999-01-01', '2999-01-01T00:00:00.000Z'],
    ['999999w', '1970-01-01T00:00:00.000Z'],
    ['0001-01-01', '1970-01-01T00:00:00.000Z'],
  ];
  for (const [time, moment] of times)
    it(`of ${time} is ${moment} on 22 November 2026 at noon`, () => {
      expect(meant(time)).to.equal(moment);
    });

  for (const time of [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-31',
    '2026-02-29T12:00+09:00',
    '2026-11-20T24:00',
    '2026-11-20T18:60',
    '2026-11-20T18:00:61',
  ])
    it(`of ${time} is in no calendar`, () => {
      expect(meant(time)).to.equal(undefined);
    });

  for (const time of [
    '0h',
    '2',
    '2x',
    '2H',
    '1234567s',
    'yesterday',
    '2026-1-1',
    '20261120',
    '2h30m',
    '2026-11-20+09:00',
    '2026-11-20T18:00+9',
    '2026-11-20T18:00+15:00',
    '2026-11-20T18:00Z+01:00',
  ])
    it(`is not written ${time}`, () => {
      expect(timeForm.test(time)).to.equal(false);
    });
});
