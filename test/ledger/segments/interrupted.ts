/**
 * What an object reaches outside of itself, in which something happens at one of its calls: it is cut off, or
 * D1 becomes another one.
 */
import type { Target } from '../../../src/ledger/move/mover.ts';

export interface Interruption {
  /** Which of the calls, from 0. */
  at: number;
  event: 'cut off before' | 'cut off after' | 'restore D1';
}

/** Counts calls of whatever kind, and knows what happens at which. */
export class Reach {
  readonly #interruption: Interruption | undefined;
  readonly #restore: () => Promise<void>;
  #calls = 0;
  #isCutOff = false;

  constructor(interruption: Interruption | undefined, restore: () => Promise<void>) {
    this.#interruption = interruption;
    this.#restore = restore;
  }

  /** Who is cut off reaches nothing any more. */
  async call<T>(act: () => Promise<T>): Promise<T> {
    const isIt = this.#calls++ === this.#interruption?.at;
    const event = isIt ? this.#interruption?.event : undefined;
    if (event === 'restore D1') await this.#restore();
    if (event === 'cut off after') await act();
    this.#isCutOff ||= event === 'cut off before' || event === 'cut off after';
    if (this.#isCutOff) throw new Error('Network connection lost.');
    return act();
  }

  db(real: D1Database): D1Database {
    const statements = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
    const wrapped = (statement: D1PreparedStatement): D1PreparedStatement => {
      const proxy = new Proxy(statement, {
        get: (of, name) => {
          if (name === 'bind') return (...values: unknown[]) => wrapped(of.bind(...values));
          if (name !== 'run' && name !== 'all' && name !== 'first') return Reflect.get(of, name);
          return (...column: [string]) => this.call(() => of[name](...column) as Promise<unknown>);
        },
      });
      statements.set(proxy, statement);
      return proxy;
    };
    return new Proxy(real, {
      get: (of, name) => {
        if (name === 'prepare') return (sql: string) => wrapped(of.prepare(sql));
        if (name !== 'batch') return Reflect.get(of, name).bind(of);
        return (all: D1PreparedStatement[]) =>
          this.call(() => of.batch(all.map((statement) => statements.get(statement) ?? statement)));
      },
    });
  }

  bucket(real: R2Bucket): R2Bucket {
    return this.#called(real);
  }

  target(real: Target): Target {
    return this.#called(real);
  }

  /** All methods of which are calls. */
  #called<T extends object>(real: T): T {
    return new Proxy(real, {
      get:
        (of, name) =>
        (...values: unknown[]) =>
          this.call(() =>
            (Reflect.get(of, name) as (...all: unknown[]) => Promise<unknown>).apply(of, values),
          ),
    });
  }
}
