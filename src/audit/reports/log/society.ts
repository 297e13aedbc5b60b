/**
 * What a collecting society asks an agency for: which items went out to which publication, when, how often, in what parts, and how many
 * end clients the publication reaches, as its publisher has declared. A row an item, version and title. Pure.
 */
import type { Entry } from '../../../ledger/types.ts';
import { type CsvCell, csvLine } from '../../csv.ts';
import { type Period, periodOf } from '../period.ts';
import type { Found } from './found.ts';
import type { NamedItem, NamedPartner } from './store.ts';

/** Figures of declarations that say how many a publication reaches. */
const REACHES = ['end_users', 'subscribers', 'readers', 'circulation'] as const;
type Reach = (typeof REACHES)[number];

export interface SocietyRow {
  license: string;
  partner: string;
  title: string | null;
  article: string;
  uri: string;
  version: string;
  /** Types of the components that went out, by name. */
  types: Set<string>;
  /** In the license's zone. */
  firstDay: string;
  lastDay: string;
  /** Deliveries that carried content. */
  deliveries: number;
}

/** What a partner has declared of a title; of several for one period the last counts. */
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

  /** Live keys only: what test keys get is not published. */
  addDelivery({ entry, when }: Found): void {
    if (entry.kind !== 'delivery' || entry.env === 'test' || entry.delivered.length === 0) return;
    const { license, partner, title, article, uri, version, delivered } = entry;
    const key = JSON.stringify([license, title, article, version]);
    const known = this.#rows.get(key) ?? {
      ...{ license, partner, title, article, uri, version, deliveries: 0, types: new Set() },
      ...{ firstDay: when.date, lastDay: when.date },
    };
    known.deliveries++;
    if (when.date < known.firstDay) known.firstDay = when.date;
    if (when.date > known.lastDay) known.lastDay = when.date;
    for (const { type } of delivered) if (type !== undefined) known.types.add(type);
    this.#rows.set(key, known);
  }

  addDeclaration(entry: Entry): void {
    const declared = declaredOf(entry);
    if (declared) this.#declared.push(declared);
  }

  get rows(): SocietyRow[] {
    return [...this.#rows.values()].sort(
      (one, other) => compare(one.firstDay, other.firstDay) || compare(one.article, other.article),
    );
  }

  /** Of the shortest period that has the day; of several for it, what was said last. */
  reachOn(row: Pick<SocietyRow, 'license' | 'title'>, day: string, figure: Reach): number | null {
    const fitting = this.#declared
      .filter(
        (one) =>
          one.figure === figure &&
          one.license === row.license &&
          one.title === row.title &&
          one.period.from <= day &&
          day <= one.period.to,
      )
      .sort((one, other) => lengthOf(one.period) - lengthOf(other.period) || compare(other.at, one.at));
    return fitting[0]?.value ?? null;
  }
}

/** Null: no declaration of how many a publication reaches. */
function declaredOf(entry: Entry): Declared | null {
  if (entry.kind !== 'declaration' || entry.env === 'test') return null;
  const { license, title, value, at } = entry;
  const figure = REACHES.find((one) => one === entry.figure);
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

/** The lines, with the names of the columns before them. */
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

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
const lengthOf = ({ from, to }: Period): number => Date.parse(to) - Date.parse(from);
