import { z } from '@hono/zod-openapi';
import { changesSomething, instant, line, NOTHING_TO_CHANGE, publicJwk } from '../../platform/openapi.ts';
import { OPERATOR_NAME_CHARS_MAX } from '../limits.ts';
import { ROLES } from '../roles.ts';

const name = line(OPERATOR_NAME_CHARS_MAX);
const role = z.enum(ROLES).openapi({
  description:
    '`owner`: operators, and everything that desk and ingest may; not what is for auditors only; `desk`: partners, licenses, keys, restrictions, kills; `ingest`: articles and pictures; `auditor`: reads the logs and changes nothing',
});

export const newOperator = z.strictObject({
  name,
  role,
  expires: instant.optional(),
  jwk: publicJwk.optional(),
});

const standing = z.enum(['active', 'suspended']).openapi({
  description: '`suspended`: no key, token or sign-in of this operator is accepted until it is active again',
});

export const operatorPatch = z
  .strictObject({ name: name.optional(), role: role.optional(), status: standing.optional() })
  .refine(changesSomething, NOTHING_TO_CHANGE);

export const operatorRotation = z.strictObject({ jwk: publicJwk.optional() });

export const operator = z
  .object({
    id: z.string(),
    client_id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    status: z.enum(['active', 'suspended', 'revoked']),
    hint: z.string().optional(),
    expires: z.string().optional(),
    identity: z
      .object({ issuer: z.string(), subject: z.string() })
      .optional()
      .openapi({ description: 'The identity at an identity provider, for operators who sign in with one' }),
    version: z.number().int(),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('Operator');

export const operatorWithSecret = operator
  .extend({
    client_secret: z.string().optional().openapi({
      description: 'The secret, which is shown only once; absent when a public key was registered',
    }),
  })
  .openapi('OperatorWithSecret');

export type NewOperator = z.infer<typeof newOperator>;
export type OperatorPatch = z.infer<typeof operatorPatch>;
export type OperatorResource = z.infer<typeof operator>;
