/** One item's story as its writer knows it: what happened, in which order, and who was to be told. */

/** `plain`: a license without advance. */
export type Kind = 'plain' | 'advance';

export interface Happened {
  version: string;
  changeType: string;
  for: readonly Kind[];
  /**
   * `performance.now()` before the request and after its answer; absent: nobody asked for it, an embargo was
   * over.
   */
  began?: number;
  acked?: number;
}

const BOTH = ['plain', 'advance'] as const;
const ADVANCE = ['advance'] as const;

export class Story {
  readonly section: string;
  readonly uri: string;
  readonly happened: Happened[] = [];
  id = '';
  version = '';
  /** Of the newsroom's versions. */
  count = 0;
  held = false;
  killed = false;
  /** Milliseconds, UTC: when its embargo ends; 0: it has none any more. */
  embargoedUntil = 0;
  /** A change of it was under way when its embargo ended: which came first only the gateway knows. */
  isAmbiguous = false;
  #wasOpen = false;

  constructor(uri: string, section: string) {
    this.uri = uri;
    this.section = section;
  }

  get isAlive(): boolean {
    return !this.killed;
  }

  /** Whether a change now would come too close to the end of the embargo. */
  isNearLift(nowMs: number, marginMs: number): boolean {
    return this.embargoedUntil > 0 && Math.abs(this.embargoedUntil - nowMs) < marginMs;
  }

  /** What the clock has done by now. */
  settle(nowMs: number): void {
    if (this.embargoedUntil === 0 || this.embargoedUntil > nowMs) return;
    this.embargoedUntil = 0;
    if (this.killed || this.held) return;
    this.#wasOpen = true;
    this.happened.push({ version: this.version, changeType: 'release', for: BOTH });
  }

  /** A change that was acknowledged. */
  add(change: Pick<Required<Happened>, 'version' | 'changeType' | 'began' | 'acked'>): void {
    this.version = change.version;
    const stopped = this.killed || this.held;
    const isOpen = this.embargoedUntil === 0;
    // A kill or a hold is for those who could have had the item before.
    const concernsAll = stopped ? this.#wasOpen : isOpen;
    this.happened.push({ ...change, for: concernsAll ? BOTH : ADVANCE });
    if (!stopped && isOpen) this.#wasOpen = true;
  }
}
