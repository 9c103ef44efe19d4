/** The state file of a client that is killed at any write. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { StateFile } from '../../../client-ink/files/state.ts';
import { newFolder } from '../../support/folders.ts';
import { ann } from '../sitter.ts';

const talk = (room: string) => ({
  ...{ store: 'one', nick: 'ann', rooms: [room] },
  ...{ cursors: new Map(), unanswered: [] },
});

/** What the next run finds in these files: the draft in #dev, its last message and the room that one was in, which were written together; or nothing. */
function found(folder: string, database: Buffer, log: Buffer): string | undefined {
  const path = join(folder, 'torn.state');
  writeFileSync(path, database);
  writeFileSync(`${path}-wal`, log);
  const file = StateFile.open(path);
  const kept = file.read();
  const [id, place] = [...(kept?.places ?? [])].find(([, { name }]) => name === '#dev') ?? [];
  const [said] = (id && kept?.entriesOf(id).slice(-1)) || [];
  file.close();
  return kept && `${kept.self.talk.rooms[0]} ${place?.draft} ${said?.text}`;
}

describe('a client that is killed at any write', () => {
  it('finds what it had kept before that write or after it, and never less than it had found earlier', () => {
    const folder = newFolder();
    const path = join(folder, 'here.state');
    const person = ann();
    person.presses('alt-2');
    const file = StateFile.open(path);
    const begun = readFileSync(path);
    const drafts: string[] = [];
    for (let version = 0; version < 3; version += 1) {
      person.types(`${version}`.repeat(1 + version * 2000));
      person.says('bob', '#dev', `said ${version}`);
      drafts.push(`#v${version} ${person.line} said ${version}`);
      file.write(person.model, talk(`#v${version}`));
    }
    const log = readFileSync(`${path}-wal`);
    const pageSize = log.readUInt32BE(8);
    const frames = (log.length - 32) / (24 + pageSize);
    let last = -1;
    for (let frame = 0; frame <= frames; frame += 1) {
      for (const beyond of [0, 24 + pageSize / 2]) {
        const cut = log.subarray(0, 32 + frame * (24 + pageSize) + beyond);
        const draft = found(folder, begun, cut);
        const version = draft === undefined ? -1 : drafts.indexOf(draft);
        expect(draft === undefined || version >= 0, `after ${frame} frames`).to.equal(true);
        expect(version).to.be.at.least(last);
        last = version;
      }
    }
    expect(last).to.equal(drafts.length - 1);
    file.close();
  });

  it('finds the same while what it wrote is moved into the file itself, page by page', () => {
    const folder = newFolder();
    const path = join(folder, 'here.state');
    const person = ann();
    person.presses('alt-2');
    const file = StateFile.open(path);
    person.types('x'.repeat(9_000));
    person.says('bob', '#dev', 'tea?');
    file.write(person.model, talk('#dev'));
    const [before, log] = [readFileSync(path), readFileSync(`${path}-wal`)];
    file.close();
    const after = readFileSync(path);
    const pageSize = log.readUInt32BE(8);
    for (let moved = 0; moved <= after.length; moved += pageSize / 2) {
      const torn = Buffer.concat([after.subarray(0, moved), before.subarray(moved)]);
      expect(found(folder, torn, log), `${moved} bytes`).to.equal(`#dev ${person.line} tea?`);
    }
  });
});
