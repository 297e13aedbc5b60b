import { type Field, wordOptions } from '../forms/fields.ts';
import type { FormState } from '../forms/state.ts';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';

const NAME: Field = {
  kind: 'text',
  path: '/name',
  label: 'keys.name',
  hint: 'keys.name_hint',
  required: true,
};
const LIMITS: Field[] = [
  { kind: 'instant', path: '/expires', label: 'keys.expires', hint: 'keys.expires_hint' },
  { kind: 'lines', path: '/addresses', label: 'keys.addresses', hint: 'keys.addresses_hint' },
  { kind: 'flag', path: '/dpop', label: 'keys.dpop_demanded', hint: 'keys.dpop_hint' },
];
const JWK: Field = { kind: 'json', path: '/jwk', label: 'keys.jwk', hint: 'keys.jwk_hint', lines: 6 };

export function newKeyFields(t: Translate): Field[] {
  const env = wordOptions(t, 'env', ['live', 'test']);
  return [
    { kind: 'entity', path: '/license', label: 'keys.license', kinds: ['license'], required: true },
    NAME,
    { kind: 'select', path: '/env', label: 'keys.env', hint: 'keys.env_hint', options: env, required: true },
    { kind: 'group', path: '', label: 'keys.limits', hint: 'keys.limits_hint', fields: [...LIMITS, JWK] },
  ];
}

export const KEY_FIELDS: Field[] = [NAME, ...LIMITS];

/** A key with a registered public key is rotated to another public key. */
export function rotationFields({ authMethod }: Schema<'ApiKey'>): Field[] {
  return [
    {
      kind: 'number',
      path: '/overlapHours',
      label: 'keys.overlap',
      hint: 'keys.overlap_hint',
      min: 0,
      max: 168,
      required: true,
    },
    ...(authMethod === 'private_key_jwt' ? [{ ...JWK, required: true } as Field] : []),
  ];
}

/** Hours: time for a partner to deploy the new key. */
export const ROTATION: FormState = { values: new Map([['/overlapHours', ['24']]]), faults: [] };
