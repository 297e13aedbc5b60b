/** Webhooks: plain data, since it crosses RPC. Add optional fields, remove none. */
import type { z } from '@hono/zod-openapi';
import type { WebhookResource, webhookAttempt, webhookWithProgress } from './schemas.ts';

export type WebhookStatus = WebhookResource['status'];

/** One request to an endpoint. */
export type PushAttempt = z.output<typeof webhookAttempt>;

/** `refused`: any other status than 2xx. */
export type PushResult = PushAttempt['result'];

export type WebhookProgress = z.output<typeof webhookWithProgress>['delivery'];

export type TestAnswer =
  | { kind: 'sent'; attempt: PushAttempt; isVerified: boolean }
  /** Another one was sent within the last second. */
  | { kind: 'too_soon' };
