/** What each route does while something is out of reach. docs/operations.md tells the same in words. */

export const COLUMNS = ['d1', 'r2', 'ledger', 'slow', 'operators', 'agency'] as const;
export type Column = (typeof COLUMNS)[number];

/** `page`: a page of the console that says so. Others are the codes of 503. */
export type Expectation =
  | 'works'
  | 'page'
  | 'storage_unavailable'
  | 'ledger_unavailable'
  | 'change_pending'
  | 'temporarily_unavailable';

type Cells = Partial<Record<Column, Expectation>>;

interface Row {
  routes: RegExp;
  /** Where it does not say otherwise, all works. */
  cold: Cells;
  /** What differs from cold. */
  warm?: Cells;
}

const D1: Cells = { d1: 'storage_unavailable' };
const R2: Cells = { r2: 'storage_unavailable' };
/** Of the partner, or of the license that it is about. */
const LEDGER: Cells = { ledger: 'ledger_unavailable' };
/** Waits for no more than 5 s. */
const SLOW: Cells = { ...LEDGER, slow: 'ledger_unavailable' };
const OPERATOR: Cells = { operators: 'ledger_unavailable' };
const AGENCY: Cells = { agency: 'ledger_unavailable' };
const CHANGE: Cells = { ...D1, ...OPERATOR, ledger: 'change_pending' };
/** Of the console. */
const SIGNED_IN: Cells = { operators: 'page' };
const PAGE: Cells = { ...SIGNED_IN, d1: 'page' };

/** The first that fits. */
const ROWS: Row[] = [
  { routes: /^GET \/(\.well-known\/|assets\/|docs|verify$|licensing$|openapi\.json$|$)/, cold: {} },
  { routes: /^GET \/v1\/log\/keys$/, cold: {} },
  // Without a session, which all others are asked with.
  { routes: /^POST \/console\/(session|preferences|sign-out|sign-in\/access|account\/end)$/, cold: {} },
  { routes: /^GET \/console\/sign-in\/(callback|:provider)$/, cold: {} },
  { routes: /^POST \/oauth\//, cold: { d1: 'temporarily_unavailable' } },

  // Of small pictures. One that has never gone out has its rights written into it first.
  {
    routes: /^GET \/v1\/(articles\/:id(\/components\/:component)?|thumbnails\/:\w+)$/,
    cold: { ...D1, ...R2, ...SLOW },
    warm: { d1: 'works', r2: 'works' },
  },
  {
    routes: /^(GET \/v1\/articles\/:id\/rights|POST \/v1\/decisions)$/,
    cold: { ...D1, ...SLOW },
    warm: { d1: 'works' },
  },
  { routes: /^GET \/v1\/(feeds\/:address\/)?(articles|changes)(\.\w+)?$/, cold: { ...D1, ...SLOW } },
  { routes: /^GET \/v1\/(me|usage)(\/|$)/, cold: { ...D1, ...SLOW } },
  {
    routes: /^\w+ \/v1\/(publications|declarations|events|webhooks|acknowledgements)(\/|$)/,
    cold: { ...D1, ...LEDGER },
  },

  { routes: /^\w+ \/v1\/(receipts\/|log\/(checkpoints|timestamp)$)/, cold: D1 },
  { routes: /^GET \/v1\/log\/(checkpoint|consistency)$/, cold: AGENCY },
  { routes: /^GET \/v1\/log\/proofs\//, cold: { ...D1, ...LEDGER, ...OPERATOR, ...AGENCY } },

  { routes: /^GET \/v1\/audit\/exports\//, cold: { ...D1, ...SLOW, ...OPERATOR } },
  { routes: /^GET \/v1\/audit\/evidence\//, cold: { ...D1, ...LEDGER, ...OPERATOR, ...AGENCY } },
  {
    routes: /^GET \/v1\/audit\/(deliveries\/|checkpoints\/|proofs\/)/,
    cold: { ...D1, ...LEDGER, ...OPERATOR },
  },
  {
    routes: /^POST \/v1\/(audit\/statements\/:id\/adjustments|admin\/recalls\/:id\/answers)$/,
    cold: { ...D1, ...LEDGER, ...OPERATOR },
  },
  { routes: /^POST \/v1\/audit\/holds$/, cold: CHANGE },
  { routes: /^GET \/v1\/audit\/statements\/:id$/, cold: { ...D1, ...R2, ...OPERATOR } },

  { routes: /^GET \/v1\/admin\/articles\/:id\/components\//, cold: { ...D1, ...R2, ...OPERATOR } },
  {
    routes:
      /^P\w+ \/v1\/admin\/(partners|products|licenses|keys|restrictions|articles)\/:id(\/components\/:component)?$/,
    cold: CHANGE,
  },
  {
    routes:
      /^(POST|PUT) \/v1\/admin\/(partners|licenses|keys|restrictions|articles|keys\/:id\/feed-address)$/,
    cold: CHANGE,
  },
  // Answered before a store is asked: health, alerts and metrics do without, the others because of what they
  // are asked here.
  {
    routes:
      /^(GET \/v1\/admin\/(health|alerts|metrics)|PUT \/v1\/admin\/packages|POST \/v1\/admin\/externals)$/,
    cold: OPERATOR,
  },
  { routes: /^GET \/v1\/audit\/reports\/(rules|activity)$/, cold: OPERATOR },
  // Every shard is told that its clock is right, and the operators' object.
  { routes: /^POST \/v1\/admin\/clock$/, cold: { ...D1, ...SLOW, ...OPERATOR } },
  { routes: /^\w+ \/v1\/(admin|audit)\//, cold: { ...D1, ...OPERATOR } },

  // A file, which has no page to say it on.
  {
    routes: /^GET \/console\/deliveries\/:id\/proof$/,
    cold: { ...SIGNED_IN, ...D1, ...LEDGER },
  },
  {
    routes: /^GET \/console\/deliveries\/:id\/evidence$/,
    cold: { ...PAGE, ledger: 'page', agency: 'page' },
  },
  { routes: /^GET \/console\/deliveries\/:id$/, cold: { ...PAGE, ledger: 'page' } },
  {
    routes: /^GET \/console\/(exports\/log|deliveries\/file)$/,
    cold: { ...PAGE, ledger: 'page', slow: 'page' },
  },
  {
    routes: /^(GET|POST) \/console\/(statements\/:id(\/\w+)?|articles\/:id\/components\/:component)$/,
    cold: { ...PAGE, r2: 'page' },
  },
  {
    routes:
      /^POST \/console\/(licenses\/:id\/(suspend|reactivate)|partners\/:id\/reactivate|articles\/:id\/(hold|release|notice)|keys\/:id\/feed-address)$/,
    cold: { ...PAGE, ledger: 'page' },
  },
  // Forms that are empty, or whose fields are looked at before anything else.
  {
    routes: /^\w+ \/console\/(partners|products|operators|restrictions(\/phrases)?|retention\/holds)\/new$/,
    cold: SIGNED_IN,
  },
  {
    routes:
      /^POST \/console\/(licenses\/new|statements\/close(-all)?|views|replay(\/price)?|restrictions\/(undo|:id\/withhold))$/,
    cold: SIGNED_IN,
  },
  {
    routes:
      /^GET \/console\/(sign-in|health|account|reports|log\/(roots|consistency)\/:\w+|exports(\/evidence)?|statements\/close|replay(\/price)?)$/,
    cold: SIGNED_IN,
  },
  { routes: /^\w+ \/console(\/|$)/, cold: PAGE },
];

export function rowOf(route: string): Row | undefined {
  return ROWS.find(({ routes }) => routes.test(route));
}

export function answerIn(route: string, column: Column, from: 'cold' | 'warm'): Expectation {
  const row = rowOf(route);
  return (from === 'warm' ? row?.warm?.[column] : undefined) ?? row?.cold[column] ?? 'works';
}

export function rowsUnused(routes: string[]): string[] {
  return ROWS.filter((row) => !routes.some((route) => rowOf(route) === row)).map(({ routes: of }) =>
    String(of),
  );
}
