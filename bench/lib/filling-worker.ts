/**
 * The product's worker, with a way in for the bench to make a license's log long. Built for the bench alone.
 */
import worker, { LedgerShard as ProductShard } from '../../src/worker.ts';
import { type Logged, recordMany } from './fill-log.ts';

export { AgencyLog, Monitor, Operators, SiteReader, Webhook } from '../../src/worker.ts';

export class LedgerShard extends ProductShard {
  /** So many entries more, of items that nobody else asks for. */
  async fill(of: Logged, first: number, entries: number): Promise<void> {
    await recordMany(this, of, first, entries);
  }
}

export default worker;
