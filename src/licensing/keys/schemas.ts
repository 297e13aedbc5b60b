import { z } from '@hono/zod-openapi';
import { isCidr } from '../../platform/cidr.ts';
import { keyed } from '../../platform/fault-keys.ts';
import {
  changesSomething,
  idField,
  instant,
  line,
  NOTHING_TO_CHANGE,
  publicJwk,
} from '../../platform/openapi.ts';
import { ADDRESSES_MAX, NAME_CHARS_MAX, OVERLAP_HOURS_MAX } from '../limits.ts';

const name = line(NAME_CHARS_MAX);
const addresses = z
  .array(
    z
      .string()
      .max(50)
      .refine(isCidr, {
        error: 'Expected a CIDR block without bits behind its prefix, or an address',
        ...keyed('address_block'),
      }),
  )
  .min(1)
  .max(ADDRESSES_MAX)
  .openapi({
    example: ['192.0.2.0/24', '2001:db8::/32'],
    description: 'IP addresses or ranges from which tokens can be requested and used',
  });
const dpop = z
  .boolean()
  .openapi({ description: 'Requires tokens bound to a key of the client (DPoP, RFC 9449) on every route' });

export const newKey = z.strictObject({
  license: idField,
  name,
  env: z.enum(['live', 'test']).default('live'),
  expires: instant.optional(),
  addresses: addresses.optional(),
  dpop: dpop.default(false),
  jwk: publicJwk.optional(),
});

export const keyPatch = z
  .strictObject({
    name: name.optional(),
    expires: instant.nullish(),
    addresses: addresses.nullish(),
    dpop: dpop.optional(),
  })
  .refine(changesSomething, NOTHING_TO_CHANGE);

export const rotation = z.strictObject({
  overlapHours: z
    .number()
    .min(0)
    .max(OVERLAP_HOURS_MAX)
    .openapi({ description: 'Number of hours for which the old secret and its tokens remain valid' }),
  jwk: publicJwk.optional(),
});

export const key = z
  .object({
    id: z.string(),
    client_id: z.string(),
    license: z.string(),
    name: z.string(),
    env: z.enum(['live', 'test']),
    status: z.enum(['active', 'revoked']),
    hint: z
      .string()
      .openapi({ description: 'The last characters of the newest secret or of the public key’s thumbprint' }),
    authMethod: z.enum(['client_secret', 'private_key_jwt']),
    dpop: z.boolean(),
    lastUsed: z.string().optional().openapi({
      description: 'When a token was last issued or the feed address last read, to the minute',
    }),
    lastRefused: z
      .object({
        at: z.string(),
        reason: z.enum(['address', 'expired', 'revoked']).openapi({
          description: 'What was wrong: the address that it came from, or a secret or key that had ended',
        }),
      })
      .optional()
      .openapi({
        description:
          'The last request for a token with a right secret or signature that was refused, to the minute',
      }),
    feedAddress: z.object({ created: z.string(), expires: z.string().optional() }).optional().openapi({
      description: 'Whether it has a secret feed address, which is shown only when it is created',
    }),
    expires: z.string().optional(),
    previousExpires: z.string().optional().openapi({
      description: 'When the older secret or public key stops working; absent when none still works',
    }),
    addresses: z.array(z.string()).optional(),
    version: z.number().int(),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('ApiKey');

export const keyWithSecret = key
  .extend({
    client_secret: z.string().optional().openapi({
      description: 'The secret, which is shown only once; absent when a public key was registered',
    }),
  })
  .openapi('ApiKeyWithSecret');

export const rotatedKey = keyWithSecret
  .extend({ previousExpires: z.string().openapi({ description: 'When older secrets expire' }) })
  .openapi('RotatedApiKey');

const feeds = z.object({ atom: z.string(), rss: z.string(), json: z.string() });

export const feedAddress = z
  .object({
    key: z.string(),
    created: z.string(),
    articles: feeds.openapi({
      description: 'Feed of the licensed articles. The addresses are secret and are shown only once',
    }),
    changes: feeds.openapi({ description: 'Feed of the changes' }),
  })
  .openapi('FeedAddress');

export type FeedAddress = z.infer<typeof feedAddress>;
export type NewKey = z.infer<typeof newKey>;
export type Rotation = z.infer<typeof rotation>;
export type KeyPatch = z.infer<typeof keyPatch>;
export type KeyResource = z.infer<typeof key>;
