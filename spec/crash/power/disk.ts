/**
 * The disk of a machine, told step by step what a server does: what is surely on it, and what may or may not be there
 * when the power is cut. As POSIX has it, and no file system's kindness besides: the name of a file, too, is only sure
 * when its directory was synced. Pure.
 */
import { dirname } from 'node:path';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Chance } from '../../hostile/chance.ts';
import type { DiskStep } from './trace.ts';

/** What is written to the disk, or not, as a whole. */
const SECTOR_BYTES = 512;
/** In so many of ten cases a sector that was not synced, or a name, is there all the same: one of these for each power cut. */
const LUCK = [1, 5, 9, 10];

type Change = { at: number; bytes: Buffer } | { size: number };

/** What a file holds; it grows in place. */
class Content {
  #bytes = Buffer.alloc(0);
  size = 0;

  change(change: Change): void {
    if ('size' in change) return this.#resize(change.size);
    this.#resize(Math.max(this.size, endOf(change)));
    change.bytes.copy(this.#bytes, change.at);
  }

  copy(): Content {
    const copy = new Content();
    copy.change({ at: 0, bytes: this.bytes() });
    return copy;
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.size));
  }

  #resize(size: number): void {
    if (size < this.size) this.#bytes.fill(0, size);
    if (size > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(2 * size - this.#bytes.length)]);
    }
    this.size = size;
  }
}

class File {
  readonly synced = new Content();
  /** What was not synced yet, with the numbers of the steps. */
  readonly pending: { step: number; change: Change }[] = [];
  /** As the server sees it. */
  #size = 0;

  note(step: number, change: Change): void {
    this.pending.push({ step, change });
    this.#size = 'size' in change ? change.size : Math.max(this.#size, endOf(change));
  }

  get size(): number {
    return this.#size;
  }

  sync(upTo: number): void {
    while ((this.pending[0]?.step ?? upTo) < upTo) this.synced.change(this.pending.shift()!.change);
  }
}

class Directory {
  readonly synced = new Map<string, Node>();
  readonly pending: { step: number; path: string; node: Node | undefined }[] = [];

  sync(upTo: number): void {
    while ((this.pending[0]?.step ?? upTo) < upTo) name(this.synced, this.pending.shift()!);
  }
}

type Node = File | Directory;

/** What is found on a disk: the contents of files by path, and directories. */
export type DiskImage = ReadonlyMap<string, Buffer | 'directory'>;

export class Disk {
  readonly #root: string;
  /** As the server sees it. */
  readonly #nodes = new Map<string, Node>();
  #step = 0;

  /** `root` is a directory that is surely there. */
  constructor(root: string) {
    this.#root = root;
    this.#nodes.set(root, new Directory());
  }

  take(step: DiskStep): void {
    switch (step.do) {
      case 'create':
        if (!this.#nodes.has(step.path)) this.#name(step.path, new File());
        break;
      case 'mkdir':
        if (!this.#nodes.has(step.path)) this.#name(step.path, new Directory());
        break;
      case 'remove':
        this.#name(step.path, undefined);
        break;
      case 'write':
        this.#write(step.path, step.bytes, step.at);
        break;
      case 'resize':
        this.#file(step.path)?.note(this.#step, { size: step.size });
        break;
      case 'sync':
        this.#nodes.get(step.path)?.sync(step.upTo);
        break;
      case 'send':
        break;
      default:
        return unreachable(step);
    }
    this.#step += 1;
  }

  /** What is there after a power cut now: what was synced, and what chance, if there is one, lets get to the disk besides. */
  afterPowerCut(chance?: Chance): DiskImage {
    const luck = chance?.pick(LUCK) ?? 0;
    const lucky = chance && (() => chance.below(10) < luck);
    const found = new Map<string, Buffer | 'directory'>();
    const look = (node: Node, path: string): void => {
      if (node instanceof File) {
        found.set(path, lucky ? partly(node, lucky) : node.synced.bytes());
        return;
      }
      found.set(path, 'directory');
      const names = new Map(node.synced);
      for (const change of node.pending) if (lucky?.()) name(names, change);
      for (const [each, inside] of names) look(inside, each);
    };
    look(this.#nodes.get(this.#root)!, this.#root);
    return found;
  }

  #name(path: string, node: Node | undefined): void {
    const directory = this.#nodes.get(dirname(path));
    if (directory instanceof Directory) directory.pending.push({ step: this.#step, path, node });
    name(this.#nodes, { path, node });
  }

  #write(path: string, bytes: Buffer, at = this.#file(path)?.size ?? 0): void {
    this.#file(path)?.note(this.#step, { at, bytes });
  }

  /** What is done to a file that has no name any more is nobody's. */
  #file(path: string): File | undefined {
    const node = this.#nodes.get(path);
    return node instanceof File ? node : undefined;
  }
}

function name(names: Map<string, Node>, { path, node }: { path: string; node: Node | undefined }) {
  if (node) names.set(path, node);
  else names.delete(path);
}

const endOf = ({ at, bytes }: { at: number; bytes: Buffer }): number => at + bytes.length;

/** Of what was written, each sector is there or not; the file may have grown without it. */
function partly({ synced, pending }: File, lucky: () => boolean): Buffer {
  const content = synced.copy();
  for (const { change } of pending) {
    const size = 'size' in change ? change.size : Math.max(content.size, endOf(change));
    if (size !== content.size && lucky()) content.change({ size });
    if ('bytes' in change) {
      for (const sector of sectors(change)) if (lucky()) content.change(sector);
    }
  }
  return content.bytes();
}

function sectors({ at, bytes }: { at: number; bytes: Buffer }): { at: number; bytes: Buffer }[] {
  const pieces = [];
  for (let from = at; from < at + bytes.length; ) {
    const to = Math.min(at + bytes.length, (Math.floor(from / SECTOR_BYTES) + 1) * SECTOR_BYTES);
    pieces.push({ at: from, bytes: bytes.subarray(from - at, to - at) });
    from = to;
  }
  return pieces;
}
