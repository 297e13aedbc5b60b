import { z } from '@hono/zod-openapi';
import { DISABLED_REASONS, EVENT_TYPES } from '../../ledger/events/types.ts';
import { changesSomething, idField, licenseId, line, NOTHING_TO_CHANGE } from '../../platform/openapi.ts';
import { DISABLED_WHY } from '../schemas.ts';
import {
  ATTEMPTS_LISTED,
  DESCRIPTION_CHARS_MAX,
  OVERLAP_HOURS,
  OVERLAP_HOURS_MAX,
  URL_CHARS_MAX,
} from './limits.ts';

const url = line(URL_CHARS_MAX).openapi({
  description: 'A public https address without user and fragment. Redirects are not followed',
  example: 'https://hooks.harbour.example/imprimatur',
});
const types = z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length).openapi({
  description:
    'Types of the events that are pushed. Null: all but `article.updated`, also those that a later release adds',
});
const description = line(DESCRIPTION_CHARS_MAX);
const license = licenseId.openapi({ description: 'For operators: the license. Partners have their own' });

export const newWebhook = z
  .strictObject({
    url,
    types: types.nullable().optional(),
    description: description.optional(),
    license: license.optional(),
  })
  .openapi('NewWebhook');

export const webhookPatch = z
  .strictObject({
    url: url.optional().openapi({ description: 'Another address has to answer a challenge again' }),
    types: types.nullable().optional(),
    description: description.nullable().optional(),
    status: z.enum(['active', 'disabled']).optional().openapi({
      description:
        'An endpoint that is active again gets the events that it has missed. If the agency has disabled it, only the agency can enable it',
    }),
  })
  .refine(changesSomething, NOTHING_TO_CHANGE)
  .openapi('WebhookPatch');

export const webhook = z
  .object({
    id: z.string(),
    license: z.string(),
    url: z.string(),
    types: z.array(z.string()).nullable(),
    description: z.string().nullable(),
    status: z.enum(['unverified', 'active', 'disabled']),
    reason: z.enum(DISABLED_REASONS).nullable().openapi({ description: DISABLED_WHY }),
    created: z.string(),
    changed: z.string(),
  })
  .openapi('Webhook');

export const webhookWithSecret = webhook
  .extend({
    secret: z.string().openapi({
      description: 'Verifies the signatures (Standard Webhooks, `v1`). It is shown once',
      example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    }),
  })
  .openapi('WebhookWithSecret');

const nullableInstant = z.string().nullable();

export const webhookWithProgress = webhook
  .extend({
    delivery: z.object({
      waiting: z.int().openapi({ description: 'Events that the endpoint has not taken yet' }),
      lastDeliveredAt: nullableInstant,
      failingSince: nullableInstant.openapi({
        description: 'Since when it has taken no event, although some were sent; null if it works',
      }),
      nextAt: nullableInstant.openapi({ description: 'When the next request is due' }),
    }),
  })
  .openapi('WebhookWithProgress');

export const webhookAttempt = z
  .object({
    event: z.string().openapi({ description: '`webhook-id`' }),
    type: z.string(),
    at: z.string(),
    attempt: z.int(),
    result: z.enum(['delivered', 'refused', 'redirected', 'timed_out', 'unreachable']),
    status: z.int().nullable().openapi({ description: 'HTTP status; null if there was no answer' }),
    latencyMs: z.int(),
    nextAt: nullableInstant.openapi({ description: 'When the event is sent again; null if it is not' }),
  })
  .openapi('WebhookAttempt');

export const webhookAttempts = z.object({
  items: z.array(webhookAttempt).openapi({ description: `The last ${ATTEMPTS_LISTED}, newest first` }),
});

export const rotation = z
  .strictObject({
    overlapHours: z.int().min(0).max(OVERLAP_HOURS_MAX).default(OVERLAP_HOURS).openapi({
      description: 'How long the old secret signs beside the new one. 0: not any more',
    }),
  })
  .openapi('WebhookRotation');

export const redelivery = z
  .strictObject({
    events: z.array(idField).min(1).max(100).openapi({ description: 'Ids of events, `evt_…`' }),
  })
  .openapi('WebhookRedelivery');

export type NewWebhook = z.output<typeof newWebhook>;
export type WebhookPatch = z.output<typeof webhookPatch>;
export type WebhookResource = z.output<typeof webhook>;
