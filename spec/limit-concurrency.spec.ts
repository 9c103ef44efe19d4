/** Passwords are hashed a few at a time, so that a core is left for those who talk. */
import { expect } from 'chai';
import { limitConcurrency } from '../server/system/limit-concurrency.ts';

describe('work in turn', () => {
  it('is done for so many at once, in the order in which they asked, also behind one that failed', async () => {
    const begun: string[] = [];
    const ends = new Map<string, PromiseWithResolvers<string>>();
    const work = limitConcurrency((name: string) => {
      begun.push(name);
      const end = Promise.withResolvers<string>();
      ends.set(name, end);
      return end.promise;
    }, 2);
    const [ann, bob, cat, dan] = ['ann', 'bob', 'cat', 'dan'].map(work);
    expect(begun).to.eql(['ann', 'bob']);
    ends.get('bob')?.resolve('of bob');
    expect(await bob).to.equal('of bob');
    expect(begun).to.eql(['ann', 'bob', 'cat']);
    ends.get('ann')?.reject(new Error('no memory'));
    expect(await ann?.catch(String)).to.equal('Error: no memory');
    expect(begun).to.eql(['ann', 'bob', 'cat', 'dan']);
    for (const name of ['cat', 'dan']) ends.get(name)?.resolve(`of ${name}`);
    expect(await Promise.all([cat, dan])).to.eql(['of cat', 'of dan']);
    await Promise.all([
      work('eve'),
      work('fay'),
      ends.get('eve')?.resolve(''),
      ends.get('fay')?.resolve(''),
    ]);
    expect(begun.slice(-2)).to.eql(['eve', 'fay']);
  });
});
