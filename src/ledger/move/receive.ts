/** The side that a partner goes to. Everything may come twice. */
import { NotYet } from '../bugs.ts';
import { sizesOf } from '../object-store/check.ts';
import {
  dropMove,
  endTransit,
  inventoryOf,
  readMove,
  setInTransit,
  takeRows,
  unpackLuggage,
} from '../object-store/moving.ts';
import type { Chunk, Inventory, Luggage } from './types.ts';

interface Between {
  sql: SqlStorage;
  transaction(body: () => void): void;
  sync(): Promise<void>;
  /** Memory must forget what the tables do not say any more. */
  forget(): void;
  /** Milliseconds, UTC. */
  now(): number;
}

export class Receiver {
  readonly #between: Between;

  constructor(between: Between) {
    this.#between = between;
  }

  async takeChunk({ partner, table, rows }: Chunk): Promise<void> {
    const { sql } = this.#between;
    await this.#write(() => {
      this.#welcome(partner);
      setInTransit(sql, new Set(rows.map(([license]) => String(license))), partner);
      takeRows(sql, table, rows);
    });
  }

  async takeLuggage(luggage: Luggage): Promise<void> {
    const { sql, now } = this.#between;
    await this.#write(() => {
      this.#welcome(luggage.partner.id);
      unpackLuggage(sql, luggage, now());
    });
  }

  inventory(licenses: string[]): Inventory {
    return inventoryOf(this.#between.sql, licenses);
  }

  entriesOf(license: string): number {
    return sizesOf(this.#between.sql, license).counted;
  }

  async arrived(partner: string): Promise<void> {
    const { sql } = this.#between;
    await this.#write(() => {
      // Word that comes late: the partner has left again, and what is still here of it is half of it.
      if (readMove(sql, partner)?.state !== 'moved') endTransit(sql, partner);
    });
  }

  /**
   * It may have lived here before: what comes for it from now on is not sent on any more. One that is leaving for good has first to have
   * left (D1 was restored to before an earlier move, and that is repeated while it comes back): what came now would go with it.
   */
  #welcome(partner: string): void {
    const { sql } = this.#between;
    const move = readMove(sql, partner);
    if (move?.state === 'frozen' || move?.state === 'switching')
      throw new NotYet(`the partner ${partner} is being moved to ${move.target}`);
    if (move?.state === 'moved') dropMove(sql, partner);
  }

  async #write(body: () => void): Promise<void> {
    const { transaction, sync, forget } = this.#between;
    transaction(body);
    forget();
    await sync();
  }
}
