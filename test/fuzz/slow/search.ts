/**
 * The search for inputs that are dear: all plain growers first, then steps from the inputs that did worst.
 * What is drawn depends on the seed alone; which inputs are gone on from, on what they took.
 */
import fc from 'fast-check';
import {
  describe,
  fitted,
  fresh,
  lengthOf,
  mutated,
  nodesOf,
  type Packings,
  piece,
  plain,
  rendered,
  replaced,
  type Shape,
  scaled,
  TooLong,
} from './growers.ts';
import {
  ALLOWANCE_BYTES,
  BYTES_PER_BYTE_MAX,
  COUNTED_BYTES_MIN,
  COUNTED_KB_MIN,
  MS_PER_KB_MAX,
  SEED_BYTES,
} from './limits.ts';
import type { Measured, Measurer } from './measure.ts';
import type { Parser } from './parsers.ts';
import type { Task } from './thread.ts';

/** `faults`: what the parser throws that is no refusal. */
export type Goal = 'time' | 'memory' | 'faults';
export const GOALS: readonly Goal[] = ['time', 'memory', 'faults'];

/** Of a part and the frame that it stands in. */
interface Candidate {
  frame: number;
  part: Shape;
}

export interface Judged extends Candidate {
  bytes: number;
  measured: Measured;
}

type Figures = Pick<Judged, 'measured' | 'bytes'>;

/** Milliseconds per kilobyte, bytes per byte, or 1 for something thrown. */
export function figureOf(goal: Goal, { measured, bytes }: Figures): number {
  const { ms, peakBytes, threw } = measured;
  if (goal === 'time') return ms / Math.max(bytes / 1024, COUNTED_KB_MIN);
  if (goal === 'memory') return Math.max(0, peakBytes - ALLOWANCE_BYTES) / Math.max(bytes, COUNTED_BYTES_MIN);
  return threw === undefined ? 0 : 1;
}

const FIGURE_MAX: Record<Goal, number> = { time: MS_PER_KB_MAX, memory: BYTES_PER_BYTE_MAX, faults: 0 };
export const isTooDear = (goal: Goal, figures: Figures) =>
  figureOf(goal, figures) > FIGURE_MAX[goal] || (goal === 'memory' && figures.measured.stopped === 'memory');

/** The memory of a call that seemed to take too much: less than that if garbage lay about. */
export async function neededBy(
  measurer: Measurer,
  task: Task,
  { measured, bytes }: Figures,
): Promise<Pick<Measured, 'peakBytes' | 'stopped'>> {
  const { peakBytes, stopped } = measured;
  if (stopped) return { peakBytes, stopped };
  const within = await measurer.readWithin(task, memoryMaxOf(bytes));
  return within.stopped ? { peakBytes } : { peakBytes: Math.min(peakBytes, within.peakBytes) };
}

/** Bytes of memory that a call may take. */
const memoryMaxOf = (bytes: number) =>
  ALLOWANCE_BYTES + BYTES_PER_BYTE_MAX * Math.max(bytes, COUNTED_BYTES_MIN);

/** What the search climbs by: without the allowance, below which all would be alike. */
function heightOf(goal: Goal, candidate: Judged): number {
  if (goal !== 'memory') return figureOf(goal, candidate);
  return candidate.measured.peakBytes / Math.max(candidate.bytes, COUNTED_BYTES_MIN);
}

/** Bytes of the first inputs: enough to show a square, few enough to try many. */
const FIRST_BYTES = 32 * 1024;
/** Inputs that the search goes on from, for each goal. */
const ELITE_MAX = 8;
/**
 * A suspicious figure is taken again so often, and the least counts: a collection or a compilation may come
 * between.
 */
const TRIES = 3;
/** By which an input must be worse than the worst so far to be followed at twice its size. */
const CLIMB = 1.05;
/** Steps to make an input that was found simpler. */
const SIMPLER_STEPS_MAX = 40;
/** An input that is too dear at this size is small enough. */
const SIMPLEST_BYTES = 1024;
const SHRINK = 0.5;
/** Until a call ends by itself: each that does not takes the whole deadline. */
const SHRINK_STOPPED = 0.2;

export class Hunt {
  readonly parser: Parser;
  readonly worst: Partial<Record<Goal, Judged>> = {};
  tried = 0;
  /** Real time, milliseconds. */
  spentMs = 0;
  readonly #packings: Packings;
  readonly #seed: number;
  readonly #first: Generator<Candidate>;
  readonly #next: Candidate[] = [];
  readonly #elite = new Map<Goal, Judged[]>(GOALS.map((goal) => [goal, []]));
  #draws = 0;

  constructor(parser: Parser, packings: Packings, seed: number) {
    this.parser = parser;
    this.#packings = packings;
    this.#seed = seedOf(`${seed} ${parser.name}`);
    this.#first = firstOf(parser, this.#seed);
  }

  get isOver(): boolean {
    return this.#open().length === 0;
  }

  #open(): Goal[] {
    return GOALS.filter((goal) => {
      const worst = this.worst[goal];
      return goal !== 'faults' && !(worst && isTooDear(goal, worst));
    });
  }

  /** Tries one input. */
  async step(measurer: Measurer): Promise<void> {
    const began = performance.now();
    const candidate = this.#candidate();
    const judged = await this.#judge(measurer, candidate);
    if (judged) {
      this.tried += 1;
      for (const goal of GOALS) this.#note(goal, judged);
    }
    this.spentMs += performance.now() - began;
  }

  #note(goal: Goal, judged: Judged): void {
    const height = heightOf(goal, judged);
    const known = this.worst[goal];
    if (height === 0 || (known && isTooDear(goal, known))) return;
    const before = known ? heightOf(goal, known) : 0;
    if (height > before) this.worst[goal] = judged;
    const elite = this.#elite.get(goal) ?? [];
    const name = (candidate: Candidate) =>
      `${candidate.frame} ${describe(candidate.part).replaceAll(/\d+/gu, '')}`;
    const others = elite.filter(
      (candidate) => name(candidate) !== name(judged) || heightOf(goal, candidate) > height,
    );
    const best = [...others, judged].toSorted((a, b) => heightOf(goal, b) - heightOf(goal, a));
    this.#elite.set(goal, best.slice(0, ELITE_MAX));
    if (!isTooDear(goal, judged) && height > before * CLIMB && 2 * judged.bytes <= this.parser.bytesMax)
      this.#next.push({ ...judged, part: scaled(judged.part, 2) });
  }

  #candidate(): Candidate {
    const followed = this.#next.pop();
    if (followed) return followed;
    this.#draws += 1;
    const first = this.#draws % 3 === 0 ? undefined : (this.#first.next().value as Candidate | undefined);
    if (first) return first;
    const { frames, words } = this.parser;
    const open = this.#open();
    const elite = this.#elite.get(open[this.#draws % open.length] ?? 'time') ?? [];
    const frame = fc.nat({ max: frames.length - 1 });
    if (elite.length === 0 || this.#draws % 8 === 0)
      return this.#draw(fc.record({ frame, part: fresh(words).map((part) => sized(part, FIRST_BYTES)) }));
    const parent = fc.constantFrom(...elite);
    const other = fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: frame });
    return this.#draw(
      fc.tuple(parent, other).chain(([one, otherFrame]) =>
        mutated(
          one.part,
          words,
          elite.map(({ part }) => part),
        ).map((part) => ({ frame: otherFrame ?? one.frame, part })),
      ),
    );
  }

  #draw<T>(arbitrary: fc.Arbitrary<T>): T {
    const [drawn] = fc.sample(fc.noBias(arbitrary), { numRuns: 1, seed: (this.#seed + this.#draws) | 0 });
    return drawn as T;
  }

  /** As it is sent. */
  inputOf({ frame, part }: Candidate): Buffer<ArrayBuffer> {
    const text = rendered(this.parser.frames[frame]?.(part) ?? part, this.#packings);
    return Buffer.from(text, this.parser.isBinary ? 'latin1' : 'utf8');
  }

  /** Null: it does not get as short as the parser's inputs are. */
  async #judge(measurer: Measurer, { frame, part }: Candidate): Promise<Judged | null> {
    const { bytesMax, name, isBinary, ownBytes = 0 } = this.parser;
    let bytes = Number.POSITIVE_INFINITY;
    let input = Buffer.alloc(0);
    let fitting: Shape | null = part;
    for (let charsMax = bytesMax; bytes > bytesMax; charsMax *= 0.7) {
      fitting = fitted(fitting, charsMax);
      if (!fitting || charsMax < 1) return null;
      try {
        input = this.inputOf({ frame, part: fitting });
      } catch (error) {
        if (error instanceof TooLong) return null;
        throw error;
      }
      bytes = input.length;
    }
    const task = { parser: name, input: isBinary ? input : input.toString() };
    const measured = await measurer.read(task);
    const judged: Judged = { frame, part: fitting, bytes: bytes + ownBytes, measured };
    for (let tries = 1; tries < TRIES && this.#isSuspicious('time', judged); tries++)
      measured.ms = Math.min(measured.ms, (await measurer.read(task)).ms);
    if (this.#isSuspicious('memory', judged))
      measured.peakBytes = (await measurer.read({ ...task, isExact: true })).peakBytes;
    if (isTooDear('memory', judged)) Object.assign(measured, await neededBy(measurer, task, judged));
    return judged;
  }

  #isSuspicious(goal: Goal, judged: Judged): boolean {
    const worst = this.worst[goal];
    return !judged.measured.stopped && heightOf(goal, judged) > (worst ? heightOf(goal, worst) : 0);
  }

  /** The worst part, made as small and as plain as it is still too dear: for whoever mends it. */
  async simplest(measurer: Measurer, goal: Goal): Promise<Shape | undefined> {
    const worst = this.worst[goal];
    return worst && isTooDear(goal, worst) ? this.#simpler(measurer, goal, worst) : worst?.part;
  }

  async #simpler(measurer: Measurer, goal: Goal, found: Judged): Promise<Shape> {
    let simplest = found;
    const isSimpler = async (part: Shape) => {
      const judged = await this.#judge(measurer, { ...simplest, part });
      if (!judged || !isTooDear(goal, judged)) return false;
      simplest = judged;
      return true;
    };
    for (;;) {
      const factor = simplest.measured.stopped ? SHRINK_STOPPED : SHRINK;
      if (simplest.bytes < SIMPLEST_BYTES || !(await isSimpler(scaled(simplest.part, factor)))) break;
    }
    if (simplest.measured.stopped) return simplest.part;
    let steps = 0;
    for (let at = 0; at < nodesOf(simplest.part).length && steps < SIMPLER_STEPS_MAX; at++) {
      const node = nodesOf(simplest.part)[at];
      if (!node || lengthOf(node) === 0) continue;
      const inner = node.kind === 'row' ? node.parts : node.kind === 'piece' ? [] : [node.of];
      for (const other of [piece(''), ...inner]) {
        steps += 1;
        if (await isSimpler(replaced(simplest.part, node, other))) {
          at -= 1;
          break;
        }
      }
    }
    return simplest.part;
  }
}

/** What was too dear once, then the plain growers in an order of the seed, each in every frame. */
function* firstOf({ words, frames, bytesMax, seeds = [] }: Parser, seed: number): Generator<Candidate> {
  const framed = (parts: readonly Shape[], bytes: number) =>
    parts.flatMap((part) =>
      [...frames.keys()].map((frame) => ({ frame, part: sized(part, Math.min(bytes, bytesMax)) })),
    );
  yield* framed(seeds, SEED_BYTES);
  const growers = framed([...plain(words)], FIRST_BYTES);
  const shuffled = fc.shuffledSubarray(growers, { minLength: growers.length });
  yield* fc.sample(fc.noBias(shuffled), { numRuns: 1, seed })[0] ?? [];
}

const sized = (part: Shape, chars: number) => scaled(part, chars / Math.max(1, lengthOf(part)));

/** A whole number that a name stands for (FNV-1a). */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}

/** Goes on until time is up, each parser for as long as the others. */
export async function search(
  hunts: readonly Hunt[],
  measurer: Measurer,
  { seconds }: { seconds: number },
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const open = hunts.filter((hunt) => !hunt.isOver);
    const [first, ...others] = open;
    if (!first) return;
    const next = others.reduce((a, b) => (b.spentMs < a.spentMs ? b : a), first);
    await next.step(measurer);
  }
}
