/** Whether the disk of the state is full: the runtime often says only "internal error". */
import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StartFailure } from './failure.ts';

const MIB = 2 ** 20;

export interface DiskSpace {
  /** Of those that this user may have. */
  freeBytes: number;
  /** Files that can still be made; infinite where the file system makes room for them as it goes. */
  freeFiles: number;
}

/** A first start writes 9 MB into 71 files, and each database keeps up to 4 MB of journal. */
export const NEEDED_TO_START: DiskSpace = { freeBytes: 16 * MIB, freeFiles: 100 };
/** SQLite fails before the last byte is used, since it writes whole pages, twice. */
export const NEEDED_TO_RUN: DiskSpace = { freeBytes: MIB, freeFiles: 8 };
/** Bytes below which a start warns: 25 of the largest pictures. */
export const LOW_BYTES = 512 * MIB;

/** Null: the file system does not say. For a folder that does not exist yet, that of its parent. */
export function spaceAt(path: string): DiskSpace | null {
  let folder = resolve(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    const { blocks, bavail, bsize, files, ffree } = statfsSync(folder);
    return blocks === 0
      ? null
      : { freeBytes: bavail * bsize, freeFiles: files === 0 ? Number.POSITIVE_INFINITY : ffree };
  } catch {
    return null;
  }
}

export type Fullness = 'full' | 'low' | 'enough';

export function fullnessOf(space: DiskSpace | null, needed: DiskSpace = NEEDED_TO_RUN): Fullness {
  if (!space) return 'enough';
  if (space.freeBytes < needed.freeBytes || space.freeFiles < needed.freeFiles) return 'full';
  return space.freeBytes < LOW_BYTES ? 'low' : 'enough';
}

/** Words of SQLite (result code 13), Node and the C library. A used-up quota is a full disk to its user. */
const FULL =
  /SQLITE_FULL|database or disk is full|\bENOSPC\b|\bEDQUOT\b|no space left on device|disk quota exceeded/iu;

export function saysFull(text: string): boolean {
  return FULL.test(text);
}

/** `184320 bytes free`; where files are what there are too few of, also how many can be made. */
function freeIn(space: DiskSpace | null): string {
  if (!space) return 'an unknown number of bytes free';
  const { freeBytes, freeFiles } = space;
  const files = freeFiles < NEEDED_TO_START.freeFiles ? ` and room for ${freeFiles} more files` : '';
  return `${freeBytes} bytes free${files}`;
}

function fullMessage(stateDir: string, space: DiskSpace | null): string {
  const { freeBytes, freeFiles } = NEEDED_TO_START;
  return `the disk of STATE_DIR is full: ${stateDir} has ${freeIn(space)}; a start needs ${freeBytes} bytes and ${freeFiles} files. Free some, or set STATE_DIR to a folder on another disk`;
}

function lowMessage(stateDir: string, space: DiskSpace | null): string {
  return `the disk of STATE_DIR is nearly full: ${stateDir} has ${freeIn(space)}, and less than ${LOW_BYTES} is soon used up by pictures and the log. Free some`;
}

export function assertSpace(stateDir: string, warn: (line: string) => void): void {
  const space = spaceAt(stateDir);
  const fullness = fullnessOf(space, NEEDED_TO_START);
  if (fullness === 'full') throw new StartFailure(fullMessage(stateDir, space));
  if (fullness === 'low') warn(lowMessage(stateDir, space));
}

/** The error, or a `StartFailure` in its place when the disk of the state is full. */
export function fullDiskOr(error: unknown, stateDir: string, space = spaceAt(stateDir)): unknown {
  const text = error instanceof Error ? error.message : String(error);
  if (fullnessOf(space) === 'full') return new StartFailure(fullMessage(stateDir, space));
  if (!saysFull(text)) return error;
  const [line] = text.split('\n');
  return fullnessOf(space, NEEDED_TO_START) === 'full'
    ? new StartFailure(fullMessage(stateDir, space))
    : new StartFailure(
        `a disk is full, or a quota is used up (${line}). STATE_DIR, ${stateDir}, has ${freeIn(space)}: look also at the disk of the credentials and of the gateway itself`,
      );
}

/** How often a running gateway looks, milliseconds: a picture of the largest size is written in less. */
const LOOK_EVERY_MS = 10_000;

/** Says, once each time, that the disk of a running gateway is full, and that it has room again. */
export class DiskWatch {
  readonly #stateDir: string;
  readonly #say: (line: string) => void;
  readonly #space: () => DiskSpace | null;
  readonly #timer: NodeJS.Timeout;
  #isFull = false;
  /** Since the last look. */
  #wasHeard = false;

  constructor(stateDir: string, say: (line: string) => void, space = () => spaceAt(stateDir)) {
    this.#stateDir = stateDir;
    this.#say = say;
    this.#space = space;
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  /** A line that the runtime has printed: only it tells of a used-up quota. */
  heard(line: string): void {
    if (this.#wasHeard || !saysFull(line)) return;
    this.#wasHeard = true;
    this.#found(true);
  }

  look(): void {
    this.#found(this.#wasHeard || fullnessOf(this.#space()) === 'full');
    this.#wasHeard = false;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #found(isFull: boolean): void {
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    const free = `${this.#stateDir} has ${freeIn(this.#space())}`;
    this.#say(
      isFull
        ? `the disk of STATE_DIR is full: ${free}. Until there is room, nothing is delivered and nothing changed: what cannot be written down is refused. Free some; the gateway goes on by itself`
        : `the disk of STATE_DIR has room again: ${free}`,
    );
  }
}
