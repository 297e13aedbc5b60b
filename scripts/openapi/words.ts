/** What the document says of operations and parameters beyond what the routes say of themselves. */
import type { Document } from './types.ts';

export const TAGS: Document['tags'] = [
  { name: 'Tokens', description: 'How to get an access token, and the keys that this gateway signs with' },
  {
    name: 'Articles',
    description: 'For partners: what may be used, the articles themselves, what happened to them',
  },
  { name: 'Decisions', description: 'For partners: may I use this, here, now?' },
  {
    name: 'Reports',
    description:
      'For partners: where it was published, and figures that are owed; for the desk: what left by another door',
  },
  {
    name: 'Receipts',
    description: 'For anyone: is this receipt genuine, and is this the text that was let out?',
  },
  { name: 'Public log', description: 'For anyone: checkpoints and proofs of the agency log' },
  { name: 'Audit', description: 'For auditors, and for partners as far as their own log goes' },
  { name: 'Newsroom', description: 'For newsroom and desk: ingest, bytes of pictures, hold, kill, embargo' },
  { name: 'Licensing', description: 'For the desk: partners, products, licenses, API keys' },
  { name: 'Restrictions', description: 'For the desk: what is forbidden, and how prose is read' },
  { name: 'Operation', description: 'Operators, archive, moves and health of the gateway' },
];

const TAG_BY_PREFIX: [string, string][] = [
  ['/oauth/', 'Tokens'],
  ['/.well-known/', 'Tokens'],
  ['/v1/articles/{id}/rights', 'Decisions'],
  ['/v1/articles', 'Articles'],
  ['/v1/changes', 'Articles'],
  ['/v1/events', 'Articles'],
  ['/v1/feeds/', 'Articles'],
  ['/v1/thumbnails/', 'Articles'],
  ['/v1/decisions', 'Decisions'],
  ['/v1/publications', 'Reports'],
  ['/v1/declarations', 'Reports'],
  ['/v1/admin/externals', 'Reports'],
  ['/v1/receipts', 'Receipts'],
  ['/v1/log/proofs', 'Audit'],
  ['/v1/log/', 'Public log'],
  ['/v1/audit/', 'Audit'],
  ['/v1/usage', 'Audit'],
  ['/v1/me', 'Articles'],
  ['/v1/admin/articles', 'Newsroom'],
  ['/v1/admin/packages', 'Newsroom'],
  ['/v1/admin/partners/{id}/move', 'Operation'],
  ['/v1/admin/partners', 'Licensing'],
  ['/v1/admin/products', 'Licensing'],
  ['/v1/admin/licenses', 'Licensing'],
  ['/v1/admin/keys', 'Licensing'],
  ['/v1/admin/decisions', 'Restrictions'],
  ['/v1/admin/restrictions', 'Restrictions'],
  ['/v1/admin/phrases', 'Restrictions'],
];

export const tagOf = (path: string) =>
  TAG_BY_PREFIX.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'Operation';

/** Names that programs are generated with: once given, they stay. */
const OPERATION_IDS: Record<string, string> = {
  'post /oauth/token': 'issueToken',
  'post /oauth/revoke': 'revokeToken',
  'get /.well-known/oauth-authorization-server': 'readServerMetadata',
  'get /.well-known/jwks.json': 'readPublicKeys',
  'get /v1/articles': 'listArticles',
  'get /v1/articles/{id}': 'deliverArticle',
  'get /v1/articles/{id}/components/{component}': 'deliverComponent',
  'get /v1/articles/{id}/rights': 'readRights',
  'post /v1/decisions': 'decide',
  'get /v1/changes': 'listChanges',
  'get /v1/events': 'listEvents',
  'get /v1/me': 'readMe',
  'post /v1/receipts/verify': 'verifyReceipt',
  'get /v1/receipts/{id}': 'readReceipt',
  'post /v1/publications': 'reportPublications',
  'get /v1/publications': 'listPublications',
  'get /v1/publications/findings': 'listOwnFindings',
  'post /v1/declarations': 'declareFigures',
  'get /v1/declarations': 'listDeclarations',
  'post /v1/admin/externals': 'enterExternal',
  'post /v1/audit/reconciliation/runs': 'reconcile',
  'get /v1/audit/reconciliation': 'listFindings',
  'get /v1/audit/reconciliation/{id}': 'readFinding',
  'patch /v1/audit/reconciliation/{id}': 'changeFinding',
  'get /v1/admin/entities': 'findEntities',
  'post /v1/admin/decisions': 'whatIf',
  'post /v1/admin/operators/{id}/rotate': 'rotateOperator',
  'post /v1/admin/keys/{id}/rotate': 'rotateKey',
  'post /v1/admin/restrictions/readings': 'readRestrictionText',
  'put /v1/admin/articles': 'ingestArticle',
  'put /v1/admin/packages': 'ingestPackage',
  'get /v1/admin/articles': 'listIngestedArticles',
  'get /v1/admin/articles/{id}': 'readIngestedArticle',
  'patch /v1/admin/articles/{id}': 'changeArticle',
  'get /v1/admin/articles/{id}/holders': 'listHolders',
  'put /v1/admin/articles/{id}/components/{component}': 'putComponentBytes',
  'get /v1/admin/articles/{id}/components/{component}': 'readComponentBytes',
  'get /v1/admin/articles/{id}/preview': 'previewArticle',
  'get /v1/admin/archive': 'listArchiveParts',
  'get /v1/admin/archive/{object}/{part}': 'readArchivePart',
  'post /v1/admin/archive/restore': 'restoreFromArchive',
  'post /v1/admin/archive/release': 'releaseRestored',
  'post /v1/admin/partners/{id}/move': 'movePartner',
  'get /v1/admin/partners/{id}/move': 'readPartnerMove',
  'post /v1/admin/clock': 'acceptClock',
  'get /v1/admin/health': 'readHealth',
  'get /v1/admin/alerts': 'listAlerts',
  'post /v1/admin/alerts/test': 'testAlerts',
  'get /v1/admin/metrics': 'readMetrics',
  'get /v1/admin/overview': 'readOverview',
  'get /v1/log/checkpoint': 'readLogCheckpoint',
  'get /v1/log/checkpoints': 'listLogCheckpoints',
  'get /v1/log/consistency': 'proveLogConsistency',
  'get /v1/log/keys': 'readLogKeys',
  'get /v1/log/timestamp': 'readLogTimestamp',
  'get /v1/log/proofs/{license}': 'proveLicenseInLog',
  'get /v1/audit/deliveries': 'listEntries',
  'get /v1/audit/deliveries/{id}': 'readEntry',
  'get /v1/audit/checkpoints': 'listLicenseCheckpoints',
  'get /v1/audit/checkpoints/{license}': 'readLicenseCheckpoint',
  'get /v1/audit/proofs/{license}': 'proveEntry',
  'get /v1/audit/actions': 'listOperatorActions',
  'get /v1/audit/activity': 'readActivity',
  'get /v1/audit/reports/articles/{id}': 'reportArticle',
  'get /v1/audit/reports/breakdown': 'breakDownLog',
  'get /v1/audit/reports/rules': 'reportRules',
  'get /v1/audit/reports/activity': 'reportActivity',
  'get /v1/audit/reports/society': 'reportForSociety',
  'get /v1/audit/reports/completeness': 'reportCompleteness',
  'post /v1/audit/replay': 'replayLog',
  'post /v1/audit/price': 'priceLicense',
  'get /v1/audit/reports/counter/pr': 'reportCounterPlatform',
  'get /v1/audit/reports/counter/ir': 'reportCounterItems',
  'get /v1/audit/refusal-counts': 'listRefusalCounts',
  'get /v1/audit/exports/deliveries.ndjson': 'exportEntries',
  'get /v1/audit/exports/deliveries.csv': 'exportEntriesCsv',
  'get /v1/audit/evidence/licenses/{id}': 'packLicenseEvidence',
  'get /v1/audit/evidence/articles/{id}': 'packArticleEvidence',
  'get /v1/audit/reports/usage': 'reportUsage',
  'get /v1/audit/reports/royalties': 'reportRoyalties',
  'post /v1/audit/statements': 'closeStatement',
  'get /v1/audit/statements': 'listStatements',
  'get /v1/audit/statements/months': 'listStatementMonths',
  'get /v1/audit/statements.csv': 'exportStatementsCsv',
  'get /v1/audit/statements/{id}': 'readStatement',
  'post /v1/audit/statements/{id}/adjustments': 'adjustStatement',
  'get /v1/usage': 'readOwnUsage',
  'get /v1/usage/statements': 'listOwnStatements',
  'get /v1/usage/statements/{id}': 'readOwnStatement',
  'get /v1/audit/retention': 'readRetention',
  'get /v1/audit/holds': 'listHolds',
  'post /v1/audit/holds': 'placeHold',
  'get /v1/audit/holds/{id}': 'readHold',
  'delete /v1/audit/holds/{id}': 'releaseHold',
};

const VERBS: Record<string, string> = {
  post: 'create',
  put: 'put',
  patch: 'change',
  delete: 'delete',
  get: 'read',
};

/** By the tables, or from method and path: `GET /v1/admin/keys/{id}` is `readKey`. */
export function operationIdOf(method: string, path: string): string {
  const named = OPERATION_IDS[`${method} ${path}`];
  if (named) return named;
  const words = path
    .replace(/^\/v1\/(admin\/)?/, '')
    .split(/[/.]/)
    .filter((part) => part !== '' && !part.startsWith('{'));
  const isOne = /\{\w+\}(\.\w+)?$/.test(path) || method !== 'get';
  const noun = words.map((word) => capital(isOne ? word.replace(/s$/, '') : word)).join('');
  const suffix = /\}\.(\w+)$/.exec(path)?.[1];
  return `${isOne ? (VERBS[method] ?? method) : 'list'}${noun}${suffix && !words.includes(suffix) ? capital(suffix) : ''}`;
}

const capital = (word: string) =>
  word
    .split(/[-_]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

export const DESCRIPTIONS: Record<string, string> = {
  listAlerts: 'Answers also when the object that watches does not: then with what its standby has told.',
  testAlerts:
    'Entered in the operators’ log. A hook is reached when it answers with a status of success within 5 seconds; what it answers is not read.',
  replayLog:
    'Every delivery and refusal that the filter finds is decided again, on what was kept of then, as it was and with the change. One call goes through a part of the log: while `continue` is not null, send it back with the same question; the totals are of all calls so far. Nothing is entered or billed.',
  priceLicense:
    'The draft is taken to have been in force for the period, with the products of today and what restricted the items then; titles of other partners are asked for as if none had been stated. In parts, as `POST /v1/audit/replay`.',
  issueToken:
    'RFC 6749 client credentials: an API key (or a signed assertion of its key, RFC 7523) for an access token of 15 minutes. `authorization_details` (RFC 9396) may narrow the license. With a `DPoP` proof (RFC 9449) the token is bound to its key. Operators of an identity provider come with RFC 8693 token exchange.',
  deliverArticle:
    'Every delivery is entered in the log before its first byte leaves. Conditional requests and `HEAD` run the whole decision: a killed item never answers 304. What is withheld is not in the answer, and is named in `Rights-Withheld`.',
  deliverComponent:
    'A part by itself, under its own decision and with its own receipt, which binds its bytes.',
  listArticles: 'Sends no article: each item has the link to fetch it by.',
  listChanges:
    'Ascending, each change once. `next` is where to go on, always: keep it. With `Prefer: wait=25` the answer waits for a change where there is none. A `resync` says that the license permits something else now: list again. Killed items come with a `notice`, and nothing of the item.',
  findEntities:
    'Lists and logs name things by their ids; this names what they are called. The headline of an article is that of the version that is asked for, otherwise of the current one. `ingest` reads articles and components; legal holds are named to auditors alone.',
  listEntries:
    'All that is given has to hold. Of what an entry has several of (sections, components, their codes and rules), one has to be it. Pages go on where the one before ended, whatever has come since.',
  readEntry:
    'A partner reads its own entries; those of others are as unknown ones, to the byte. The entry is what the list has of it.',
  listRefusalCounts:
    'Requests for unknown or uncovered ids, and with keys that are over, are counted by the minute. Days and hours are UTC; `from` and `to` hold to the minute.',
  reportPublications:
    'One report, a list of up to 1,000, or a table (`text/csv`, RFC 4180; the first line names the members, `components` are separated by spaces). All of it is entered, or nothing and the fault of each. The same report again is the same entry; another one under the same `clientRef` amends it. A license that is over or suspended may report.',
  declareFigures: 'As `reportPublications`, of figures that are owed by contract.',
  reconcile:
    'Reads on in the logs of licenses that report, or have to, and judges what is new. May be asked again at any time: nothing is found twice, and what somebody has said of a finding stays.',
  decide: 'The same judgement as a delivery, entered nowhere and billed nothing.',
  reportCompleteness:
    'Isolates write down what they see every few seconds: one that is lost takes its last seconds with it, which shows as a `surplus`.',
  reportCounterPlatform:
    'By the COUNTER Code of Practice, Release 5.1, and the schema of its API. What is not known here is ignored and named in `Exceptions`; what is missing is refused with an exception of COUNTER’s as the whole answer.',
  reportCounterItems:
    'As the platform report, by article, and by component where one was asked for by itself.',
  exportEntries:
    'Whole when its last line is the entry that `Export-Last` names. One that broke off is resumed with `after`, the id of the last entry received, and `to`, the `Export-To` of the first answer: together they are what one answer would have been.',
  packLicenseEvidence:
    'Everything needed to check, offline and without the gateway, what was delivered and refused, up to the newest checkpoint; README.md in it says how.',
  reportUsage:
    'Days are those of the license’s time zone. Every figure comes with the list of its entries. Of a period that is not over the report is as of now; close a statement for what is to stay.',
  closeStatement:
    'Of a period that is over, once all of its entries are in the list of the log. What is corrected later are adjustments: entries of the log, shown with the statement and billed in the period that they are entered in.',
  readMetrics:
    'For a scraper that signs in as an auditor (OAuth 2 client credentials). Counters are those of all isolates together and never fall; what is not known at the moment is left out.',
  readOwnUsage: 'The same figures that auditors see of the license.',
  verifyReceipt: 'Anyone may ask, with the text or the page as published. The stored text is never shown.',
};

/** Parameters by name; `name@/path` where the same name means another thing. */
const PARAMETERS: Record<string, string> = {
  absolutePosition: 'Use: place in an ordered whole',
  absoluteSize: 'Use: size, such as `1200 px`',
  after: 'Id of the last entry that was received: the export goes on after it',
  article: 'Only entries of this article',
  change: 'What kind of change this version is, where the item does not say',
  channel: 'Use: the channel',
  code: 'Only refusals with this code',
  component: 'Id of the component (`cmp_…`)',
  count: 'Use: how many times',
  'count@/v1/audit/deliveries': '`true`: with the number of all that match, on all pages',
  cursor: 'The `next` of the page before, with the same query',
  env: 'Only with live keys, or with test keys',
  effect:
    'Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`)',
  event: 'Use: the event that it is tied to',
  exclusivity: 'The `exc_…` of a decision',
  fileFormat: 'Use: media type of the copy',
  format: 'Only in this format, such as `html`; `component` for single components',
  from: 'From this instant (ISO 8601)',
  granularity: 'Summed by `day` or `hour`',
  id: 'Id of the resource',
  index: 'Place of the entry in the log, from 0',
  industry: 'Use: industry, by name or IRI',
  item: 'Only those of this item',
  key: 'Only what was asked for with this key (`key_…`)',
  kind: 'Only entries of this kind',
  language: 'Language, BCP 47',
  license: 'Id of the license (`lic_…`)',
  limit: 'How many at most',
  meteredTime: 'Use: metered time',
  month: 'A month, `2026-01`',
  object: 'Name of the ledger object',
  operator: 'Only what this operator did',
  order: '`desc`: newest first; `asc`: oldest first',
  outcome: 'Only permits, or only refusals',
  part: 'Number of the part',
  partner: 'Id of the partner (`par_…`)',
  payAmount: 'Use: amount paid',
  percentage: 'Use: share of the whole, such as `10%`',
  period: 'A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`',
  purpose: 'Use: purpose, by name or IRI',
  q: 'Words that headline or text must have',
  reason: 'Why',
  relativePosition: 'Use: place relative to the whole',
  relativeSize: 'Use: size relative to the whole',
  resolution: 'Use: resolution, such as `300 dpi`',
  resource: 'Only what was done to this resource',
  restored: 'Only parts that are, or are not, put back',
  rule: 'Only what this rule decided, or withheld a component',
  scope: '`agency`, `section:<name>`, an item id or a component id',
  section: 'Section of the newsroom',
  since: 'Only versions created since this instant (ISO 8601)',
  size: 'Entries in the log; absent: as it is now',
  supplier: 'Only with a delivered component of this supplier',
  systemDevice: 'Use: the device',
  target: 'Only holds on this license or article',
  territory: 'Use: country or part of one, by its ISO 3166 code. Another word is malformed',
  title: 'Use: id of the title',
  to: 'Before this instant (ISO 8601)',
  type: 'Type of the item, in ninjs terms',
  unitOfCount: 'Use: what is counted',
  unreviewed: '`true`: only what waits for the desk',
  use: 'Use: the act, an ODRL action such as `display`',
  until: 'Only versions created before this instant (ISO 8601)',
  version: 'A past version of the item; absent: the newest',
  'format@/v1/admin/articles/{id}/preview':
    'What it would look like: `html` is a page, with its pictures in it',
  zone: 'IANA name of the time zone whose days, weeks and months are told',
  'channel@/v1/audit/deliveries': 'Only what was stated for this channel',
  'code@/v1/audit/deliveries': 'Only what was refused, or had a component withheld, for this reason',
  'license@/v1/audit/deliveries': 'Only entries of this license (`lic_…`)',
  'partner@/v1/audit/deliveries': 'Only entries of this partner (`par_…`)',
  'section@/v1/audit/deliveries': 'Only articles filed in this section; empty: in none',
  'territory@/v1/audit/deliveries': 'Only what was stated for this territory',
  'title@/v1/audit/deliveries': 'Only what was stated for this title; empty: for none',
  'type@/v1/audit/deliveries':
    'Only with a component of this type, delivered or withheld, such as `photograph`',
  'use@/v1/audit/deliveries': 'Only what was stated as this act, such as `display`',
  'id@/v1/audit/deliveries/{id}': 'Id of the entry (`dlv_…`, `rfs_…`)',
  'license@/v1/audit/refusal-counts': 'Only those with a token of this license (`lic_…`)',
  'from@/v1/log/consistency': 'Entries in the smaller log',
  'to@/v1/log/consistency': 'Entries in the larger log',
  'from@/v1/audit/proofs/{license}': 'Entries in the smaller log',
  'to@/v1/audit/proofs/{license}': 'Entries in the larger log',
  'from@/v1/audit/reports/completeness': 'First day, in UTC; absent: a week before the last',
  'to@/v1/audit/reports/completeness': 'Last day, which is included; absent: today',
  ids: 'Only these: ids, separated by commas',
  'license@/v1/audit/activity': 'Of this license (`lic_…`), or',
  'partner@/v1/audit/activity': 'of all licenses of this partner (`par_…`)',
  articles: '`true`: with the articles that most entries are of',
  'license@/v1/audit/reconciliation': 'Only findings of this license',
  'title@/v1/declarations': 'Only those of this title',
  'supplier@/v1/audit/reports/royalties': 'Name of the outside supplier: its items, too',
  'granularity@/v1/audit/reports/usage': 'Of `series`; `hour` is the hour of the day',
  'granularity@/v1/usage': 'Of `series`; `hour` is the hour of the day',
  'from@/v1/audit/reports/usage': 'In place of `period`: the first day',
  'to@/v1/audit/reports/usage': 'The last day; it is included',
  'from@/v1/audit/reports/royalties': 'In place of `period`: the first day',
  'to@/v1/audit/reports/royalties': 'The last day; it is included',
  'from@/v1/usage': 'In place of `period`: the first day',
  'to@/v1/usage': 'The last day; it is included',
  'id@/v1/receipts/{id}': 'The `jti` of the receipt (`dlv_…`)',
};

const IDS: [string, string][] = [
  ['/v1/audit/evidence/licenses', 'Id of the license (`lic_…`)'],
  ['/v1/audit/evidence/articles', 'Id of the item (`itm_…`)'],
  ['/v1/articles', 'Id of the item (`itm_…`)'],
  ['/v1/admin/articles', 'Id of the item (`itm_…`)'],
  ['/v1/audit/reports/articles', 'Id of the item (`itm_…`)'],
  ['/v1/admin/partners', 'Id of the partner (`par_…`)'],
  ['/v1/admin/products', 'Id of the product (`prd_…`)'],
  ['/v1/admin/licenses', 'Id of the license (`lic_…`)'],
  ['/v1/admin/keys', 'Id of the API key (`key_…`)'],
  ['/v1/admin/operators', 'Id of the operator (`opr_…`)'],
  ['/v1/admin/restrictions', 'Id of the restriction (`rst_…`)'],
  ['/v1/admin/phrases', 'Id of the phrase'],
  ['/v1/audit/reconciliation', 'Id of the finding (`fnd_…`)'],
  ['/v1/audit/statements', 'Id of the statement (`stm_…`)'],
  ['/v1/usage/statements', 'Id of the statement (`stm_…`)'],
];

/** What it is asked by, as the list of the log is. */
const AS_LIST = '/v1/audit/reports/breakdown';

export function describeParameter(name: string, path: string): string | undefined {
  const exact = PARAMETERS[`${name}@${path === AS_LIST ? '/v1/audit/deliveries' : path}`];
  if (exact) return exact;
  const ofId = name === 'id' ? IDS.find(([prefix]) => path.startsWith(prefix))?.[1] : undefined;
  return ofId ?? PARAMETERS[name];
}
