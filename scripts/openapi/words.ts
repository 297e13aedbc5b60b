/** Tags, operation ids and descriptions that the route definitions do not contain. */
import type { Document } from './types.ts';

export const TAGS: Document['tags'] = [
  { name: 'Tokens', description: 'Access tokens, and the gateway’s public signing keys' },
  {
    name: 'Articles',
    description: 'For partners: licensed articles, their delivery and their changes',
  },
  { name: 'Decisions', description: 'For partners: whether a use is permitted' },
  {
    name: 'Reports',
    description:
      'For partners: reports of publications and contractual declarations; for the desk: deliveries outside the gateway',
  },
  {
    name: 'Webhooks',
    description: 'For partners and the desk: endpoints that kills and corrections are pushed to',
  },
  {
    name: 'Receipts',
    description: 'For anyone: whether a receipt is genuine and a text is what was delivered',
  },
  { name: 'Public log', description: 'For anyone: checkpoints and proofs of the agency log' },
  { name: 'Audit', description: 'For auditors: the log and its reports; for partners: their own part of it' },
  { name: 'Newsroom', description: 'For newsroom and desk: ingest, pictures, holds, kills and embargoes' },
  { name: 'Licensing', description: 'For the desk: partners, products, licenses, API keys' },
  { name: 'Restrictions', description: 'For the desk: restrictions and the phrasebook that reads them' },
  { name: 'Operation', description: 'Operators, archive, migrations and health of the gateway' },
];

/** The first that matches. */
const TAG_BY_PATH: [RegExp, string][] = [
  [/^\/(oauth|\.well-known)\//, 'Tokens'],
  [/^\/v1\/(articles\/\{id\}\/rights|decisions)/, 'Decisions'],
  [/^\/v1\/(articles|changes|events|acknowledgements|feeds|thumbnails|me)/, 'Articles'],
  [/^\/v1\/webhooks/, 'Webhooks'],
  [/^\/v1\/(publications|declarations|admin\/externals)/, 'Reports'],
  [/^\/v1\/receipts/, 'Receipts'],
  [/^\/v1\/(log\/proofs|audit|usage)/, 'Audit'],
  [/^\/v1\/log\//, 'Public log'],
  [/^\/v1\/admin\/(articles|recalls|packages)/, 'Newsroom'],
  [/^\/v1\/admin\/partners\/\{id\}\/move/, 'Operation'],
  [/^\/v1\/admin\/(partners|products|licenses|keys)/, 'Licensing'],
  [/^\/v1\/admin\/(decisions|restrictions|phrases)/, 'Restrictions'],
];

export const tagOf = (path: string) =>
  TAG_BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? 'Operation';

/** Operation ids: clients are generated from them, so they never change. */
const OPERATION_IDS: Record<string, string> = {
  'post /oauth/token': 'issueToken',
  'post /oauth/revoke': 'revokeToken',
  'get /.well-known/oauth-authorization-server': 'readServerMetadata',
  'get /.well-known/jwks.json': 'readPublicKeys',
  'get /v1/articles/{id}': 'deliverArticle',
  'get /v1/articles/{id}/components/{component}': 'deliverComponent',
  'get /v1/articles/{id}/rights': 'readRights',
  'post /v1/decisions': 'decide',
  'post /v1/acknowledgements': 'acknowledgeEvent',
  'post /v1/webhooks/{id}/verify': 'verifyWebhook',
  'post /v1/webhooks/{id}/test': 'testWebhook',
  'post /v1/webhooks/{id}/rotate': 'rotateWebhook',
  'post /v1/webhooks/{id}/redeliver': 'redeliverEvents',
  'get /v1/webhooks/{id}/attempts': 'listWebhookAttempts',
  'get /v1/me': 'readMe',
  'post /v1/receipts/verify': 'verifyReceipt',
  'post /v1/publications': 'reportPublications',
  'get /v1/publications/findings': 'listOwnFindings',
  'post /v1/declarations': 'declareFigures',
  'post /v1/admin/externals': 'enterExternal',
  'post /v1/audit/reconciliation/runs': 'reconcile',
  'get /v1/audit/reconciliation': 'listFindings',
  'get /v1/audit/reconciliation/{id}': 'readFinding',
  'patch /v1/audit/reconciliation/{id}': 'changeFinding',
  'post /v1/admin/recalls/{id}/readings': 'readRecalledPages',
  'post /v1/admin/recalls/{id}/answers': 'recordRecallAnswer',
  'post /v1/admin/recalls/{id}/close': 'closeRecall',
  'get /v1/admin/recalls/{id}/closure': 'downloadClosure',
  'get /v1/audit/recalls': 'listRecallsForAudit',
  'get /v1/audit/recalls/{id}': 'readRecallForAudit',
  'get /v1/audit/recalls/{id}/closure': 'downloadClosureForAudit',
  'get /v1/admin/entities': 'findEntities',
  'post /v1/admin/decisions': 'whatIf',
  'post /v1/admin/operators/{id}/rotate': 'rotateOperator',
  'post /v1/admin/keys/{id}/rotate': 'rotateKey',
  'post /v1/admin/restrictions/readings': 'readRestrictionText',
  'get /v1/admin/restrictions/decisions': 'listRestrictionDecisions',
  'put /v1/admin/articles': 'ingestArticle',
  'put /v1/admin/packages': 'ingestPackage',
  'get /v1/admin/articles': 'listIngestedArticles',
  'get /v1/admin/articles/{id}': 'readIngestedArticle',
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
  'post /v1/admin/alerts/test': 'testAlerts',
  'get /v1/admin/metrics': 'readMetrics',
  'get /v1/admin/overview': 'readOverview',
  'get /v1/log/checkpoint': 'readLogCheckpoint',
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

/** From the table, or from method and path: `GET /v1/admin/keys/{id}` is `readKey`. */
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
  revokeToken:
    'The token is revoked at once. The response is also 200 for a token that is invalid or unknown (RFC 7009 §2.2).',
  readRights:
    'Decides the stated use, or all licensed uses if none is stated, and shows which rules decided. Nothing is delivered or billed.',
  listEvents:
    'Lists events of articles that the license has received, by themselves or in a package, and of the license itself. Each event is listed once and kept for three months. Send `next` as `after` to continue. With `Prefer: wait=30` an empty page waits up to that many seconds for an event. Events can be read after the license has ended.',
  readThumbnail:
    'Needs no token; the address is signed and expires. A thumbnail is for selection and has no receipt. Each view is logged and never billed.',
  listRestrictionDecisions:
    'Lists each change that the desk made to an existing restriction, also a withdrawal or an undone decision. What a delivery of the newsroom changed is only in the history of the restriction.',
  readComponentBytes: 'The bytes are not stamped, and reading them is not a delivery.',
  previewArticle:
    'Shows the article with all its components, marked as a preview. It has no receipt and is not logged.',
  ingestArticle:
    'A newer version replaces the current one. An identical version is accepted again with 200; a different item under a stored version is refused with 409.',
  rotateKey:
    'Older secrets remain valid for `overlapHours`, but not beyond their own expiry. A token ends with its secret.',
  createPhrase:
    'The meaning of a phrase is a prohibition or a duty. It adds to what the phrasebook understands.',
  listAlerts: 'When the monitor does not answer, the response has the alerts that its standby has sent.',
  testAlerts:
    'Returns the result for each webhook. A webhook is reached when it answers with a 2xx status within 5 seconds; the body of its answer is ignored. The test is written to the operators’ log.',
  replayLog:
    'Decides every delivery and refusal that the filter matches again, on the state stored for its time, with and without the change. One call processes a part of the log: while `continue` is not null, send it back with the same question; the totals cover all calls so far. Nothing is logged or billed.',
  priceLicense:
    'Applies the draft to the period as if it had been in force, with today’s products and the restrictions of that time. Requests of other partners are evaluated as if they stated no title. The call processes the log in parts, as `POST /v1/audit/replay` does.',
  issueToken:
    'Exchanges an API key for an access token that is valid for 15 minutes (RFC 6749, client credentials). The client authenticates with its secret or with a JWT signed by its registered key (RFC 7523). `authorization_details` (RFC 9396) narrows the token to a part of the license. A `DPoP` proof (RFC 9449) binds the token to a key. Operators of an identity provider use RFC 8693 token exchange.',
  deliverArticle:
    'Each delivery is written to the log before its first byte is sent. Conditional requests and `HEAD` run the whole decision, so a killed article never answers 304. Components that the decision withholds are left out and are listed in `Rights-Withheld`.',
  deliverComponent: 'A component is decided by itself and has a receipt of its own, which binds its bytes.',
  listArticles:
    'Each item has the headline, the summary and the link that delivers the article. The list itself delivers nothing and is not billed.',
  listChanges:
    'Each change is listed once, in ascending order. Every page has a `next` cursor: store it and send it as `after` to continue. With `Prefer: wait=25` an empty page waits up to that many seconds for a change. A `resync` means that the license now permits something else: read the list of articles again. A killed article has a `notice` and none of its content.',
  findEntities:
    'Resolves the ids in lists and logs to names. The headline of an article is that of the requested version, or of the current one by default. The role `ingest` can read articles and components only; only auditors can read legal holds.',
  listEntries:
    'All given filters must match. Where an entry has several values (sections, components, their codes and rules), one of them must match. Pages continue where the previous one ended, whatever has been added since.',
  readEntry:
    'Partners can read their own entries only; the answer for an entry of another partner is identical to that for an unknown id. The entry is the same as in the list.',
  listRefusalCounts:
    'Requests for unknown or unlicensed ids, and requests with expired keys, are counted per minute instead of being logged. Days and hours are UTC; `from` and `to` are exact to the minute.',
  reportPublications:
    'Accepts one report, a list of up to 1,000, or a table (`text/csv`, RFC 4180). The first line of a table names the members; ids in `components` are separated by spaces. Either all reports are accepted, or none and the response lists the faults of each. An identical report is accepted once; a different one with the same `clientRef` amends the first. Reports are also accepted when the license has expired or is suspended.',
  declareFigures:
    'Declares figures that the contract requires. The formats and rules are those of `reportPublications`.',
  reconcile:
    'Continues through the logs of the licenses that report or must report, and compares what is new. The gateway also does so on its own. The call can be repeated at any time: no finding is created twice, and what operators have stated on a finding is preserved.',
  decide:
    'Decides as a delivery would, for one question or a list of them. Nothing is delivered, logged or billed.',
  reportCompleteness:
    'Isolates store their counts every few seconds. An isolate that is lost loses its last seconds of counts, which shows as a `surplus`.',
  reportCounterPlatform:
    'Follows the COUNTER Code of Practice, Release 5.1, and the schema of its API. Unknown parameters are ignored and listed in `Exceptions`. A missing parameter is refused with a COUNTER exception as the whole response.',
  reportCounterItems:
    'The platform report broken down by article, and by component where one was requested by itself.',
  exportEntries:
    'The export is complete when its last line is the entry named in `Export-Last`. To resume an interrupted export, send `after` (the id of the last entry received) and `to` (the `Export-To` of the first response); the parts together equal one uninterrupted export.',
  packLicenseEvidence:
    'A ZIP with everything needed to verify, offline and without the gateway, what was delivered and refused up to the newest checkpoint. Its README.md explains how.',
  reportUsage:
    'Days follow the license’s time zone. Each figure links to the list of its entries. The report on a period that has not ended is provisional; close a statement for final figures.',
  closeStatement:
    'The period must have ended, and all its entries must be in the list of the log. Later corrections are adjustments: log entries that are shown with the statement and billed in the period in which they are made.',
  readMetrics:
    'A scraper signs in as an auditor (OAuth 2 client credentials). Counters cover all isolates and never decrease. A metric whose value is unknown at the moment is left out.',
  readOwnUsage: 'The figures are those that auditors see for the license.',
  verifyReceipt:
    'Needs no token. Send the text or the page as published. The response never contains the stored text.',
};

/** Parameters by name; `name@/path` where the name has another meaning on that path. */
const PARAMETERS: Record<string, string> = {
  absolutePosition: 'Use: position in an ordered collection',
  absoluteSize: 'Use: size, such as `1200 px`',
  article: 'Only entries of this article',
  change: 'Kind of change of this version, if the item does not state it',
  channel: 'Use: the channel',
  code: 'Only refusals with this code',
  component: 'Id of the component (`cmp_…`)',
  count: 'Use: number of times',
  'count@/v1/audit/deliveries': '`true`: the response has the number of matching entries on all pages',
  cursor: 'The `next` cursor of the previous page, with otherwise the same query',
  env: 'Only requests with live keys, or only with test keys',
  effect:
    'Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`)',
  event: 'Use: the event that the use is tied to',
  fileFormat: 'Use: media type of the copy',
  format: 'Only deliveries in this format, such as `html`; `component` for single components',
  from: 'From this instant on (ISO 8601)',
  granularity: 'Length of a period: `day` or `hour`',
  id: 'Id of the resource',
  index: 'Position of the entry in the log, from 0',
  industry: 'Use: industry, by name or IRI',
  item: 'Only restrictions of this article',
  key: 'Only requests with this API key (`key_…`)',
  kind: 'Only entries of this kind',
  language: 'Only articles in this language (BCP 47)',
  license: 'Id of the license (`lic_…`)',
  limit: 'Maximum number of items in the page',
  meteredTime: 'Use: metered time',
  month: 'A month, such as `2026-01`',
  object: 'Name of the ledger shard',
  operator: 'Only actions of this operator',
  order: '`desc`: newest first; `asc`: oldest first',
  outcome: 'Only permits, or only refusals',
  part: 'Number of the part',
  partner: 'Id of the partner (`par_…`)',
  payAmount: 'Use: amount paid',
  percentage: 'Use: share of the whole, such as `10%`',
  period: 'A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`',
  purpose: 'Use: purpose, by name or IRI',
  reason: 'The reason',
  relativePosition: 'Use: position relative to the whole',
  relativeSize: 'Use: size relative to the whole',
  resolution: 'Use: resolution, such as `300 dpi`',
  resource: 'Only actions on this resource',
  restored: 'Only parts that are restored, or only parts that are not',
  rule: 'Only entries that this rule decided, or of which it withheld a component',
  scope: 'Only restrictions of this scope: `agency`, `section:<name>`, an article id or a component id',
  section: 'Only articles of this newsroom section',
  since: 'Only versions created since this instant (ISO 8601)',
  size: 'Number of entries in the log; default: the current log',
  supplier: 'Only entries with a delivered component of this supplier',
  systemDevice: 'Use: the device',
  target: 'Only holds on this license, partner or article',
  territory: 'Use: country or subdivision, by its ISO 3166 code; any other value is malformed',
  title: 'Use: id of the title',
  to: 'Before this instant (ISO 8601)',
  type: 'Only articles of this ninjs type, such as `text`',
  unitOfCount: 'Use: the unit of `count`',
  unreviewed: '`true`: only restrictions that await review by the desk',
  use: 'Use: the ODRL action, such as `display`',
  until: 'Only versions created before this instant (ISO 8601)',
  version: 'Version of the article; default: the newest',
  'format@/v1/admin/articles/{id}/preview':
    'Format of the preview; `html` is a page with its pictures included',
  zone: 'IANA name of the time zone of the days, weeks and months',
  'channel@/v1/audit/deliveries': 'Only requests that stated this channel',
  'code@/v1/audit/deliveries':
    'Only requests that were refused, or had a component withheld, for this reason',
  'license@/v1/audit/deliveries': 'Only entries of this license (`lic_…`)',
  'partner@/v1/audit/deliveries': 'Only entries of this partner (`par_…`)',
  'section@/v1/audit/deliveries': 'Only articles of this section; empty: of none',
  'territory@/v1/audit/deliveries': 'Only requests that stated this territory',
  'title@/v1/audit/deliveries': 'Only requests that stated this title; empty: none',
  'type@/v1/audit/deliveries':
    'Only entries with a delivered or withheld component of this type, such as `photograph`',
  'use@/v1/audit/deliveries': 'Only requests that stated this ODRL action, such as `display`',
  'id@/v1/audit/deliveries/{id}': 'Id of the entry (`dlv_…`, `rfs_…`)',
  'license@/v1/audit/refusal-counts': 'Only requests with a token of this license (`lic_…`)',
  'from@/v1/log/consistency': 'Number of entries in the smaller log',
  'to@/v1/log/consistency': 'Number of entries in the larger log',
  'from@/v1/audit/proofs/{license}': 'Number of entries in the smaller log',
  'to@/v1/audit/proofs/{license}': 'Number of entries in the larger log',
  'from@/v1/audit/reports/completeness': 'First day (UTC); default: a week before the last',
  'to@/v1/audit/reports/completeness': 'Last day (UTC, inclusive); default: today',
  'license@/v1/audit/activity': 'The license (`lic_…`); give this or `partner`',
  'partner@/v1/audit/activity': 'The partner (`par_…`), for all its licenses; give this or `license`',
  articles: '`true`: the response has the articles with the most entries',
  'license@/v1/audit/reconciliation': 'Only findings of this license',
  'title@/v1/declarations': 'Only declarations of this title',
  'supplier@/v1/audit/reports/royalties':
    'Name of an external supplier; the response then has its items, too',
  'id@/v1/receipts/{id}': 'The `jti` of the receipt (`dlv_…`)',
};

const IDS: [RegExp, string][] = [
  [/^\/v1\/(admin\/)?articles|^\/v1\/audit\/(evidence|reports)\/articles/, 'Id of the item (`itm_…`)'],
  [/^\/v1\/(admin|audit\/evidence)\/licenses/, 'Id of the license (`lic_…`)'],
  [/^\/v1\/admin\/partners/, 'Id of the partner (`par_…`)'],
  [/^\/v1\/admin\/products/, 'Id of the product (`prd_…`)'],
  [/^\/v1\/admin\/keys/, 'Id of the API key (`key_…`)'],
  [/^\/v1\/admin\/operators/, 'Id of the operator (`opr_…`)'],
  [/^\/v1\/admin\/restrictions/, 'Id of the restriction (`rst_…`)'],
  [/^\/v1\/admin\/phrases/, 'Id of the phrase'],
  [/^\/v1\/audit\/reconciliation/, 'Id of the finding (`fnd_…`)'],
  [/^\/v1\/(admin|audit)\/recalls/, 'Id of the recall (`rcl_…`)'],
  [/^\/v1\/(audit|usage)\/statements/, 'Id of the statement (`stm_…`)'],
  [/^\/v1\/audit\/holds/, 'Id of the hold (`hld_…`)'],
];

const WITH_LIST_FILTERS = '/v1/audit/reports/breakdown';

export function describeParameter(name: string, path: string): string | undefined {
  const exact = PARAMETERS[`${name}@${path === WITH_LIST_FILTERS ? '/v1/audit/deliveries' : path}`];
  if (exact) return exact;
  const ofResource = name === 'id' ? IDS.find(([pattern]) => pattern.test(path))?.[1] : undefined;
  return ofResource ?? PARAMETERS[name];
}
