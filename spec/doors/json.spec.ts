/** What the json dialect writes, beside its schema. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as v from 'valibot';
import { type Event, events } from '../../grammar/events.ts';
import { Language } from '../../grammar/language.ts';
import { jsonDoor } from '../../server/doors/json.ts';
import { language } from '../support/language.ts';
import { examples } from './examples.ts';

const door = jsonDoor(language);
const json = door.open();

const all = examples.map(({ event }) => event);
const read = (event: Event): unknown => JSON.parse(json.write(event));

describe('json, for programs', () => {
  for (const [name, rows] of Map.groupBy(all, ({ ev }) => ev)) {
    it(`says ${name} as one object a line, without its asides`, () => {
      for (const event of rows) {
        const { done, line, ...contract } = event as Event & { done?: string; line?: string };
        if (event.ev === 'ok' && event.re === undefined) continue;
        expect(json.write(event)).to.match(/^\{[^\n]*\}\n$/);
        expect(read(event)).to.deep.equal(contract);
      }
    });
  }

  it('keeps the order of the fields', () => {
    const said = all.find(({ ev }) => ev === 'message');
    expect(said && json.write(said)).to.equal(
      '{"ev":"message","room":"#dev","seq":42,"at":"2026-11-22T12:01:02.345Z","from":"ann","kind":"say","text":"hi"}\n',
    );
  });

  it('acknowledges without a tag only a ping', () => {
    expect(json.write({ ev: 'ok', done: 'ping' })).to.equal('{"ev":"ok"}\n');
    expect(json.write({ ev: 'ok', done: 'nick', nick: 'ann' })).to.equal('');
    expect(json.write({ ev: 'ok', re: 't1', done: 'ping' })).to.equal('{"ev":"ok","re":"t1"}\n');
  });

  it('says nothing that the schema of events does not know', () => {
    for (const event of all) {
      if (event.ev === 'ok' && event.re === undefined) continue;
      const schema = events[event.ev] as v.GenericSchema;
      expect(v.parse(schema, read(event)), event.ev).to.deep.equal(read(event));
    }
  });

  it('leaves codes open that a later server may add', () => {
    const { $defs } = JSON.parse(
      readFileSync(new URL('../../grammar/protocol.schema.json', import.meta.url), 'utf8'),
    );
    for (const event of ['event.error', 'event.bye']) {
      const { code } = $defs[event].properties;
      expect(code).to.include({ type: 'string' }).and.not.have.property('enum');
      expect(code.examples, event).to.include(event === 'event.bye' ? 'shutdown' : 'nick_taken');
    }
  });

  it('has an example of every field in the schema', () => {
    for (const [name, schema] of Object.entries(events)) {
      const forms = 'options' in schema ? schema.options : [schema];
      const fields = new Set(forms.flatMap((form) => Object.keys(form.entries)));
      const shown = new Set(all.filter(({ ev }) => ev === name).flatMap(Object.keys));
      expect(
        [...fields].filter((field) => !shown.has(field)),
        name,
      ).to.deep.equal([]);
    }
  });

  it('is chosen by a first line that is an object or asks for it, and reads no long line to learn that', () => {
    const asks = ['{"cmd":"ping"}', '/format json', '/format@t1 json'];
    expect(asks.filter((line) => !door.claims(line))).to.deep.equal([]);
    const others = ['hello', '/format plain', `/format${' '.repeat(8000)}json`];
    expect(others.filter((line) => door.claims(line))).to.deep.equal([]);
  });

  it('parses a first line only if it begins with the name of the command that asks for it', () => {
    const parsed: string[] = [];
    class Noting extends Language {
      override read(line: string) {
        parsed.push(line);
        return super.read(line);
      }
    }
    const noting = jsonDoor(new Noting());
    for (const line of ['/nick ann', 'hello', '/FORMAT json', '/formats json']) noting.claims(line);
    expect(parsed).to.deep.equal(['/FORMAT json']);
  });

  it('reads objects, and typed lines too', () => {
    expect(json.read('{"cmd":"ping","tag":"t1"}')).to.deep.equal({ cmd: 'ping', tag: 't1' });
    expect(json.read('/ping@t1')).to.deep.equal({ cmd: 'ping', tag: 't1' });
    expect(json.read('hi')).to.deep.equal({ cmd: 'say', text: 'hi' });
    expect(json.read('{"cmd":')).to.have.property('code', 'bad_json');
  });

  it('says nothing aloud that looks like an object, whatever stands before it', () => {
    for (const start of [' ', '\t', ' \t ']) {
      expect(json.read(`${start}{"cmd":"ping"}`)).to.deep.equal({ cmd: 'ping' });
    }
    for (const start of [' \ufeff', '\u00a0', '\u200b', '\u2800']) {
      expect(json.read(`${start}{"cmd":"ping"}`)).to.have.property('code', 'bad_json');
    }
  });
});
