/** Bodies and answers of the API key routes. */
import { z } from '@hono/zod-openapi';
import { changesSomething, line, NOTHING_TO_CHANGE } from '../../platform/desk.ts';
import { isCidr } from '../cidr.ts';
import { ADDRESSES_MAX, NAME_CHARS_MAX, OVERLAP_HOURS_MAX } from '../limits.ts';

const name = line(NAME_CHARS_MAX);
const expires = z.iso.datetime({ offset: true, error: 'Expected an ISO 8601 date-time with zone' });
const addresses = z
  .array(
    z.string().max(50).refine(isCidr, 'Expected a CIDR block without bits behind its prefix, or an address'),
  )
  .min(1)
  .max(ADDRESSES_MAX)
  .openapi({ example: ['192.0.2.0/24', '2001:db8::/32'], description: 'Where tokens may be asked for from' });

export const newKey = z.strictObject({
  license: z.string().min(1).max(64),
  name,
  env: z.enum(['live', 'test']).default('live'),
  expires: expires.optional(),
  addresses: addresses.optional(),
});

export const keyPatch = z
  .strictObject({ name: name.optional(), expires: expires.nullish(), addresses: addresses.nullish() })
  .refine(changesSomething, NOTHING_TO_CHANGE);

export const rotation = z.strictObject({
  overlapHours: z
    .number()
    .min(0)
    .max(OVERLAP_HOURS_MAX)
    .openapi({ description: 'Hours for which the old secret still works' }),
});

export const key = z
  .object({
    id: z.string(),
    client_id: z.string(),
    license: z.string(),
    name: z.string(),
    env: z.enum(['live', 'test']),
    status: z.enum(['active', 'revoked']),
    hint: z.string().openapi({ description: 'How the newest secret ends' }),
    expires: z.string().optional(),
    addresses: z.array(z.string()).optional(),
    version: z.number().int(),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('ApiKey');

export const keyWithSecret = key
  .extend({ client_secret: z.string().openapi({ description: 'Shown this once' }) })
  .openapi('ApiKeyWithSecret');

export const rotatedKey = keyWithSecret
  .extend({ previousExpires: z.string().openapi({ description: 'When older secrets stop working' }) })
  .openapi('RotatedApiKey');

export type NewKey = z.infer<typeof newKey>;
export type KeyPatch = z.infer<typeof keyPatch>;
export type KeyResource = z.infer<typeof key>;
