/** Recipients of an article by version, with its components. Pure. */
import type { z } from '@hono/zod-openapi';
import type { Entry } from '../../../ledger/types.ts';
import { getOrInsert } from '../../../rights/get-or-insert.ts';
import { linksWithin } from '../links.ts';
import type { articleReport } from './schemas.ts';

type ArticleReport = z.output<typeof articleReport>;
type Received = Omit<ArticleReport['received'][number], 'name'>;
type Refused = Omit<ArticleReport['refused'][number], 'name'>;
/** First and last entry of a group. */
type Ends = Pick<Refused, 'firstAt' | 'lastAt' | 'first' | 'last'>;

export class ArticleTally {
  readonly #received = new Map<string, Received>();
  readonly #refused = new Map<string, Refused>();
  readonly #link: ReturnType<typeof linksWithin>;

  constructor(article: string) {
    this.#link = linksWithin({ article });
  }

  add(entry: Entry): void {
    if (entry.kind === 'delivery' && entry.delivered.length > 0) this.#addReceived(entry);
    if (entry.kind === 'refusal') this.#addRefused(entry);
  }

  /** By license, title and version, in order of first delivery. */
  received(): Received[] {
    return [...this.#received.values()].sort(byFirst);
  }

  refused(): Refused[] {
    return [...this.#refused.values()].sort(byFirst);
  }

  #addReceived(entry: Extract<Entry, { kind: 'delivery' | 'refusal' }>): void {
    const { license, partner, title, version, delivered } = entry;
    const key = JSON.stringify([license, title, version]);
    const received: Received = getOrInsert(this.#received, key, () => ({
      ...{ license, partner, title, version, times: 0, components: [] },
      ...endsOf(entry),
      href: this.#link({ license, kind: 'delivery', ...(title !== null && { title }) }),
    }));
    counted(received, entry);
    for (const { component, type = null } of delivered) {
      let tally = received.components.find((candidate) => candidate.component === component);
      if (!tally) {
        tally = { component, type, times: 0, ...endsOf(entry) };
        received.components.push(tally);
      }
      counted(tally, entry);
    }
  }

  #addRefused(entry: Extract<Entry, { kind: 'delivery' | 'refusal' }>): void {
    const { license, partner, title, code } = entry;
    const key = JSON.stringify([license, title, code]);
    const refused = getOrInsert(this.#refused, key, () => ({
      ...{ license, partner, title, code: code ?? '', times: 0 },
      ...endsOf(entry),
      href: this.#link({ license, kind: 'refusal', code: code ?? '', ...(title !== null && { title }) }),
    }));
    counted(refused, entry);
  }
}

const endsOf = ({ id, at }: Entry): Ends => ({ firstAt: at, lastAt: at, first: id, last: id });

function counted(ends: Ends & { times: number }, { id, at }: Entry): void {
  ends.times++;
  if (at < ends.firstAt) Object.assign(ends, { firstAt: at, first: id });
  if (at >= ends.lastAt) Object.assign(ends, { lastAt: at, last: id });
}

const byFirst = (a: Ends, b: Ends): number => (a.firstAt < b.firstAt ? -1 : Number(a.firstAt > b.firstAt));
