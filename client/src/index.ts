export type { components, operations, paths } from './api.ts';
export { type Article, type Component, FORMATS, type Stamped, type Withheld } from './article.ts';
export type { Change, ChangesOptions, LicenseEvent } from './changes.ts';
export {
  type ArticleOptions,
  type ClientOptions,
  type ComponentOptions,
  type Decision,
  type DecisionQuestion,
  type DeliveryOptions,
  type DeliveryUse,
  type EnteredReports,
  Imprimatur,
  type ListedArticle,
  type ListQuery,
  type Me,
  type NewPublication,
  type Publication,
  type PublicationQuery,
  type UnknownArticle,
  type Usage,
  type UsageQuery,
  type Use,
  type Verdict,
} from './client.ts';
export {
  ImprimaturError,
  isRefused,
  type Problem,
  type ProblemCode,
  Refused,
  TokenRefused,
  Unreachable,
} from './errors.ts';
export type {
  ArticleJson,
  ArticleRights,
  ComponentRights,
  Ninjs,
  NinjsAssociation,
  NinjsRendition,
  NinjsTerm,
  NinjsText,
} from './ninjs.ts';
export type { RetryOptions } from './retry.ts';
export { type Jwk, type TrustedKeys, trustKeys } from './verify/keys.ts';
export {
  type CheckpointCheck,
  leafOf,
  type SignedCheckpoint,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from './verify/log.ts';
export {
  type PublishedText,
  type ReceiptAnswer,
  type ReceiptCheck,
  type ReceiptRecord,
  type TextCheck,
  verifyReceipt,
  verifyText,
} from './verify/receipt.ts';
export type { Checkpoint, InForce, ReceiptClaims, ReceiptFault, VerifierKey } from './verify/types.ts';
export {
  type EndpointMessage,
  handleWebhook,
  verifyWebhook,
  type WebhookMessage,
  type WebhookOptions,
  WebhookRefused,
} from './webhook.ts';
