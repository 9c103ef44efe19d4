/** The line being typed: its keys one by one, and laws that hold whatever is typed. */
import { expect } from 'chai';
import fc from 'fast-check';
import { type Edit, edit, editActions, withPasted } from '../../../client-ink/editor/edit.ts';
import {
  type Editor,
  emptyEditor,
  type Kills,
  putAway,
  restored,
} from '../../../client-ink/editor/editor.ts';
import { inPieces } from '../../../client-ink/editor/limit.ts';
import { lineOf } from '../../../client-ink/editor/line.ts';
import { noAliases } from '../../../client-ink/language/aliases.ts';
import { byteLength, limits } from '../../../grammar/text.ts';
import { anyCharacter } from '../../support/any-character.ts';

interface State {
  editor: Editor;
  kills: Kills;
}

type Given = Edit | { paste: string };

/** An editor after one more change. */
const after = ({ editor, kills }: State, given: Given): State =>
  'paste' in given
    ? { editor: withPasted(editor, given.paste).editor, kills }
    : edit(editor, kills, given, noAliases);

/** An editor after some edits; `|` in `text` is the caret. */
function editing(text: string, ...edits: (Edit['edit'] | { type: string })[]): State {
  const caret = text.includes('|') ? text.indexOf('|') : text.length;
  let state: State = {
    editor: { ...emptyEditor, line: lineOf(text.replace('|', ''), caret) },
    kills: [],
  };
  for (const each of edits) {
    const given = typeof each === 'string' ? { edit: each } : { edit: 'insert', text: each.type };
    state = after(state, given as Edit);
  }
  return state;
}

const shown = ({ editor: { line } }: State): string =>
  `${line.text.slice(0, line.caret)}|${line.text.slice(line.caret)}`;

describe('the editor', () => {
  const cases: [string, string, Edit['edit'][], string][] = [
    ['moves by what people see as characters', 'a👨‍👩‍👧|', ['left'], 'a|👨‍👩‍👧'],
    ['takes a letter with its accents', 'e\u0301|', ['delete-back'], '|'],
    ['moves by words', 'one two, |three', ['word-left', 'word-left'], '|one two, three'],
    ['stops behind words on the way right', '|one two', ['word-right'], 'one| two'],
    ['deletes a word with its signs', '/join #dev|', ['delete-word-back'], '/join |'],
    ['deletes the word that follows', 'one| two three', ['delete-word'], 'one| three'],
    [
      'deletes to the start and puts it back',
      'ab|cd',
      ['delete-to-start', 'line-end', 'yank'],
      'cdab|',
    ],
    ['deletes to the end of the line only', 'a|b\nc', ['delete-to-end'], 'a|\nc'],
    ['joins lines at their end', 'a|\nb', ['delete-to-end'], 'a|b'],
    [
      'yanks what was deleted in a row as one',
      'a b c|',
      ['delete-word-back', 'delete-word-back', 'yank'],
      'a b c|',
    ],
    ['swaps two characters', 'teh|', ['transpose'], 'the|'],
    ['goes up and down in several lines', 'ab\nc|d', ['up'], 'a|b\ncd'],
    ['starts and ends lines, not texts', 'a\nbc|\nd', ['line-start'], 'a\n|bc\nd'],
    ['undoes a deletion', 'one two|', ['delete-word-back', 'undo'], 'one two|'],
    ['begins a line', 'a|b', ['newline'], 'a\n|b'],
  ];
  for (const [name, before, edits, after] of cases) {
    it(name, () => {
      expect(shown(editing(before, ...edits))).to.equal(after);
    });
  }

  it('undoes typing word by word', () => {
    const typed = editing('', { type: 'o' }, { type: 'n' }, { type: ' ' }, { type: 'x' });
    expect(shown(typed)).to.equal('on x|');
    expect(shown(edited(typed, 'undo'))).to.equal('on|');
    expect(shown(edited(typed, 'undo', 'undo'))).to.equal('|');
  });

  it('puts back older deletions in turn', () => {
    const state = editing('one two|', 'delete-word-back', 'left', 'delete-word-back', 'yank');
    expect(shown(state)).to.equal('one| ');
    expect(shown(edited(state, 'yank-older'))).to.equal('two| ');
  });

  it('takes a new line for what it is, and other controls not at all', () => {
    expect(shown(editing('', { type: 'a\x1b[31mb\r\nc\x07' }))).to.equal('a[31mb\nc|');
  });

  it('holds no more than the server takes as one command, by whole characters, and says what is missing', () => {
    const family = '👨‍👩‍👧';
    const paste = (line: string, text: string) =>
      withPasted({ ...emptyEditor, line: lineOf(line) }, text);
    const full = paste('', 'x'.repeat(33_000));
    expect(full.editor.line.text).to.have.length(limits.json);
    expect(full.leftOut).to.equal(33_000 - limits.json);
    expect(paste('x'.repeat(limits.json), 'y').leftOut).to.equal(1);
    const families = paste('x', family.repeat(2000));
    expect(families.editor.line.text).to.equal(`x${family.repeat(1820)}`);
    expect(families.leftOut).to.equal(180 * family.length);
    expect(paste('x', 'y'.repeat(limits.json - 1)).leftOut).to.equal(0);
  });

  it('is cut for several messages between lines, or else between words or characters, and nothing of it is lost', () => {
    const word = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.string({ unit: fc.constantFrom('x', 'é', '👨‍👩‍👧'), minLength: 1 }),
      },
      { weight: 1, arbitrary: fc.constantFrom('x'.repeat(5000), '👨‍👩‍👧'.repeat(400)) },
    );
    const between = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '  ');
    const text = fc
      .array(fc.tuple(word, between), { maxLength: 40, size: 'max' })
      .map((all) => all.flat().join(''));
    fc.assert(
      fc.property(text, (whole) => {
        const pieces = inPieces(whole);
        for (const piece of pieces) expect(byteLength(piece)).to.be.at.most(limits.text);
        let rest = whole;
        for (const piece of pieces) {
          expect(rest.startsWith(piece)).to.equal(true);
          rest = rest.slice(piece.length).replace(/^[ \n]/, '');
        }
        expect(rest).to.equal('');
      }),
      { numRuns: 100 },
    );
    const lines = [`${'x'.repeat(3000)} y`, 'z'.repeat(3000)];
    expect(inPieces(lines.join('\n'))).to.deep.equal(lines);
    expect(inPieces(lines.join(' '))).to.deep.equal(lines);
    expect(inPieces('👨‍👩‍👧'.repeat(400))).to.deep.equal([227, 173].map((n) => '👨‍👩‍👧'.repeat(n)));
  });

  it('goes through what was sent, and comes back to the draft', () => {
    const first = putAway(editing('first').editor, noAliases);
    const second = putAway({ ...first, line: lineOf('second') }, noAliases);
    const draft: State = { editor: { ...second, line: lineOf('draft') }, kills: [] };
    expect(shown(edited(draft, 'up'))).to.equal('second|');
    expect(shown(edited(draft, 'up', 'up'))).to.equal('first|');
    expect(shown(edited(draft, 'up', 'up', 'up'))).to.equal('first|');
    expect(shown(edited(draft, 'up', 'down'))).to.equal('draft|');
  });

  it('keeps what was changed in a line of the history', () => {
    const history = putAway(editing('sent').editor, noAliases);
    const draft: State = { editor: { ...history, line: lineOf('draft') }, kills: [] };
    const changed = edit(edited(draft, 'up').editor, [], { edit: 'insert', text: '!' }, noAliases);
    const away = edited(changed, 'down');
    expect([...away.editor.history, shown(away)].join())
      .to.include('sent!')
      .and.include('draft');
  });

  it('keeps no password: not of what was sent, cleared, deleted, or typed over an older line', () => {
    const typed = editing('/login ann correct-horse');
    expect(putAway(typed.editor, noAliases).history).to.deep.equal([]);
    expect(putAway(editing('/login ann ').editor, noAliases).history).to.deep.equal([]);
    for (const wrong of [
      '/login correct-horse',
      '/l0gin ann correct-horse',
      ' /login ann correct-horse',
    ])
      expect(putAway(editing(wrong).editor, noAliases).history, wrong).to.deep.equal([]);
    const { editor, kills } = edit(typed.editor, [], { edit: 'delete-to-start' }, noAliases);
    expect([editor.line.text, kills]).to.deep.equal(['', []]);
    const older = { ...emptyEditor, history: ['/who'], at: 1 };
    const shown = edit(older, [], { edit: 'up' }, noAliases).editor;
    const over = { ...shown, line: lineOf('/register correct-horse') };
    expect(edit(over, [], { edit: 'down' }, noAliases).editor.history).to.deep.equal(['/who']);
  });

  it('gives a refused line back only where nothing is being typed', () => {
    expect(restored(emptyEditor, 'x').line.text).to.equal('x');
    expect(restored(editing('typing').editor, 'x').line.text).to.equal('typing');
  });

  describe('whatever is typed', () => {
    it('has its caret between two characters, and holds no controls', () => {
      fc.assert(
        fc.property(fc.array(anEdit), (edits) => {
          const { line } = run(edits).editor;
          expect(line.caret).to.be.within(0, line.text.length);
          expect(line.text).to.match(/^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$/);
          expect(line.text.isWellFormed()).to.equal(true);
          const rest = line.text.slice(line.caret);
          expect(line.text.slice(0, line.caret).isWellFormed() && rest.isWellFormed()).to.equal(
            true,
          );
        }),
      );
    });

    it('undoes everything back to the beginning', () => {
      fc.assert(
        fc.property(fc.array(aChange, { maxLength: 50 }), (edits) => {
          let state = run(edits);
          for (let each = 0; each <= edits.length; each += 1) state = edited(state, 'undo');
          expect(state.editor.line.text).to.equal('');
        }),
      );
    });

    it('loses nothing by going through the history', () => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom<Edit['edit']>('up', 'down')), (walk) => {
          const history = putAway(editing('one').editor, noAliases);
          const draft = { editor: { ...history, line: lineOf('draft') }, kills: [] };
          let state = edited(draft, ...walk);
          for (let each = 0; each <= walk.length; each += 1) state = edited(state, 'down');
          expect(state.editor.line.text).to.equal('draft');
          expect(state.editor.history).to.deep.equal(['one']);
        }),
      );
    });
  });
});

const aText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: anyCharacter }),
);

/** Edits that change the text and go to no other. */
const aChange = fc.oneof(
  aText.map((text): Edit => ({ edit: 'insert', text })),
  fc
    .constantFrom(...editActions.filter((each) => !['up', 'down', 'undo'].includes(each)))
    .map((each): Edit => ({ edit: each })),
);

const anEdit = fc.oneof(
  aChange,
  aText.map((paste): Given => ({ paste })),
  fc.constantFrom(...editActions).map((each): Edit => ({ edit: each })),
);

const run = (edits: Given[]): State => edits.reduce(after, { editor: emptyEditor, kills: [] });

const edited = (state: State, ...edits: Edit['edit'][]): State =>
  edits.reduce((now, each) => after(now, { edit: each } as Edit), state);
