/** Acts in the operators' log: verbs by kind of resource, with the `change` of those that have one. Pure. */

const ARTICLE_CHANGES = ['kill', 'hold', 'release', 'embargo', 'lift'];

export const ACTS: Readonly<Record<string, readonly string[]>> = {
  partner: ['create', 'change', 'change.suspend', 'change.reactivate', 'move'],
  product: ['create', 'change'],
  license: ['create', 'change', 'change.renew', 'change.suspend', 'change.reactivate', 'change.terminate'],
  key: ['create', 'change', 'rotate', 'feed_address', 'feed_address_revoke', 'revoke'],
  article: [
    ...['ingest', ...ARTICLE_CHANGES.map((change) => `ingest.${change}`)],
    ...['change', ...ARTICLE_CHANGES.map((change) => `change.${change}`), 'bytes'],
  ],
  restriction: [
    ...['create', 'change', 'change.withdraw', 'change.confirm', 'change.release'],
    ...['change.withhold', 'change.reopen'],
  ],
  phrase: ['teach', 'withdraw'],
  external: ['enter'],
  finding: ['change', 'change.explain', 'change.settle', 'change.reopen'],
  statement: ['close', 'adjust'],
  hold: ['place', 'release'],
  recall: ['answer', 'close'],
  archive: ['restore', 'release'],
  operator: [
    'create',
    'change',
    'change.suspend',
    'change.reactivate',
    'rotate',
    'revoke',
    'sign_in',
    'role_lost',
    'found',
  ],
  session: ['open', 'end'],
  alerts: ['test'],
  clock: ['accept'],
};
