/**
 * Report for a collecting society: items delivered to each publication, with dates, frequency and components,
 * and the declared number of end clients. One row for each item, version and title. Pure.
 */
import type { Entry } from '../../../ledger/types.ts';
import { type CsvCell, csvLine } from '../../csv.ts';
import { type Period, periodOf } from '../period.ts';
import type { Found } from './found.ts';
import type { NamedItem, NamedPartner } from './store.ts';

/** Declared figures about the reach of a publication. */
const REACHES = ['end_users', 'subscribers', 'readers', 'circulation'] as const;
type Reach = (typeof REACHES)[number];

export interface SocietyRow {
  license: string;
  partner: string;
  title: string | null;
  article: string;
  uri: string;
  version: string;
  /** Types of the delivered components, by name. */
  types: Set<string>;
  /** In the zone of the license. */
  firstDay: string;
  lastDay: string;
  /** Deliveries with content. */
  deliveries: number;
}

/** A declaration for a title. The last one for a period counts. */
export interface Declared {
  license: string;
  title: string;
  period: Period;
  figure: Reach;
  value: number;
  at: string;
}

export class SocietyTally {
  readonly #rows = new Map<string, SocietyRow>();
  readonly #declared: Declared[] = [];

  /** Ignores test traffic, which is never published. */
  addDelivery({ entry, when }: Found): void {
    if (entry.kind !== 'delivery' || entry.env === 'test' || entry.delivered.length === 0) return;
    const { license, partner, title, article, uri, version, delivered } = entry;
    const key = JSON.stringify([license, title, article, version]);
    const row = this.#rows.get(key) ?? {
      ...{ license, partner, title, article, uri, version, deliveries: 0, types: new Set() },
      ...{ firstDay: when.date, lastDay: when.date },
    };
    row.deliveries++;
    if (when.date < row.firstDay) row.firstDay = when.date;
    if (when.date > row.lastDay) row.lastDay = when.date;
    for (const { type } of delivered) if (type !== undefined) row.types.add(type);
    this.#rows.set(key, row);
  }

  addDeclaration(entry: Entry): void {
    const declared = declaredOf(entry);
    if (declared) this.#declared.push(declared);
  }

  get rows(): SocietyRow[] {
    return [...this.#rows.values()].sort(
      (a, b) => compare(a.firstDay, b.firstDay) || compare(a.article, b.article),
    );
  }

  /** The declaration with the shortest period that includes the day; among several, the last. */
  reachOn(row: Pick<SocietyRow, 'license' | 'title'>, day: string, figure: Reach): number | null {
    const fitting = this.#declared
      .filter(
        (declared) =>
          declared.figure === figure &&
          declared.license === row.license &&
          declared.title === row.title &&
          declared.period.from <= day &&
          day <= declared.period.to,
      )
      .sort((a, b) => lengthOf(a.period) - lengthOf(b.period) || compare(b.at, a.at));
    return fitting[0]?.value ?? null;
  }
}

/** Null: the entry does not declare a reach. */
function declaredOf(entry: Entry): Declared | null {
  if (entry.kind !== 'declaration' || entry.env === 'test') return null;
  const { license, title, value, at } = entry;
  const figure = REACHES.find((reach) => reach === entry.figure);
  const period = periodOf(entry.period);
  return figure && period ? { license, title, period, figure, value, at } : null;
}

const COLUMNS = [
  ...['period', 'license', 'partner', 'partner_name', 'title', 'title_name', 'item', 'uri', 'version'],
  ...['headline', 'components', 'first_delivery', 'last_delivery', 'deliveries', ...REACHES],
];

export interface Names {
  partners: Map<string, NamedPartner>;
  items: Map<string, NamedItem>;
}

/** Lines, with a header. */
export function* societyCsv(
  period: string,
  tally: SocietyTally,
  { partners, items }: Names,
): Generator<string> {
  yield csvLine(COLUMNS);
  for (const row of tally.rows) {
    const partner = partners.get(row.partner);
    const cells: CsvCell[] = [
      ...[period, row.license, row.partner, partner?.name ?? null, row.title],
      partner?.titles.find(({ id }) => id === row.title)?.name ?? null,
      ...[row.article, row.uri, row.version, items.get(row.article)?.headline ?? null],
      [...row.types].sort().join(' '),
      ...[row.firstDay, row.lastDay, row.deliveries],
      ...REACHES.map((figure) => tally.reachOn(row, row.firstDay, figure)),
    ];
    yield csvLine(cells);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const lengthOf = ({ from, to }: Period): number => Date.parse(to) - Date.parse(from);
