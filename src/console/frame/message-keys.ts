/** All message keys as a type, so an unknown key does not compile. */
type Files =
  | keyof typeof import('../../../assets/console/messages/en/actions.json')
  | keyof typeof import('../../../assets/console/messages/en/activity.json')
  | keyof typeof import('../../../assets/console/messages/en/common.json')
  | keyof typeof import('../../../assets/console/messages/en/signin.json')
  | keyof typeof import('../../../assets/console/messages/en/overview.json')
  | keyof typeof import('../../../assets/console/messages/en/partners.json')
  | keyof typeof import('../../../assets/console/messages/en/products.json')
  | keyof typeof import('../../../assets/console/messages/en/licenses.json')
  | keyof typeof import('../../../assets/console/messages/en/keys.json')
  | keyof typeof import('../../../assets/console/messages/en/articles.json')
  | keyof typeof import('../../../assets/console/messages/en/restrictions.json')
  | keyof typeof import('../../../assets/console/messages/en/phrasebook.json')
  | keyof typeof import('../../../assets/console/messages/en/decisions.json')
  | keyof typeof import('../../../assets/console/messages/en/operators.json')
  | keyof typeof import('../../../assets/console/messages/en/deliveries.json')
  | keyof typeof import('../../../assets/console/messages/en/entities.json')
  | keyof typeof import('../../../assets/console/messages/en/entry.json')
  | keyof typeof import('../../../assets/console/messages/en/recalls.json')
  | keyof typeof import('../../../assets/console/messages/en/reports.json')
  | keyof typeof import('../../../assets/console/messages/en/statements.json')
  | keyof typeof import('../../../assets/console/messages/en/exports.json')
  | keyof typeof import('../../../assets/console/messages/en/replay.json')
  | keyof typeof import('../../../assets/console/messages/en/findings.json')
  | keyof typeof import('../../../assets/console/messages/en/log.json')
  | keyof typeof import('../../../assets/console/messages/en/health.json')
  | keyof typeof import('../../../assets/console/messages/en/retention.json')
  | keyof typeof import('../../../assets/console/messages/en/verify.json')
  | keyof typeof import('../../../assets/console/messages/en/start.json')
  | keyof typeof import('../../../assets/console/messages/en/word.json')
  | keyof typeof import('../../../assets/console/messages/en/fault.json');

type Plural<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

export type MessageKey = Plural<Files>;
