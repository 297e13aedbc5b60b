import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import type { FormState } from '../forms/state.ts';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';

const { field, hinted } = fieldsIn('keys');

const NAME: Field = { kind: 'text', ...hinted('name'), required: true };
const LIMITS: Field[] = [
  { kind: 'instant', ...hinted('expires') },
  { kind: 'lines', ...hinted('addresses') },
  { kind: 'flag', path: '/dpop', label: 'keys.dpop_demanded', hint: 'keys.dpop_hint' },
];
const JWK: Field = { kind: 'json', ...hinted('jwk'), lines: 6 };

export function newKeyFields(t: Translate): Field[] {
  const env = wordOptions(t, 'env', ['live', 'test']);
  return [
    { kind: 'entity', ...field('license'), kinds: ['license'], required: true },
    NAME,
    { kind: 'select', ...hinted('env'), options: env, required: true },
    { kind: 'group', ...hinted('limits', ''), fields: [...LIMITS, JWK] },
  ];
}

export const KEY_FIELDS: Field[] = [NAME, ...LIMITS];

/** A key with a registered public key is rotated to another public key. */
export function rotationFields({ authMethod }: Schema<'ApiKey'>): Field[] {
  return [
    { kind: 'number', ...hinted('overlap', '/overlapHours'), min: 0, max: 168, required: true },
    ...(authMethod === 'private_key_jwt' ? [{ ...JWK, required: true } as Field] : []),
  ];
}

/** Hours: time for a partner to deploy the new key. */
export const ROTATION: FormState = { values: new Map([['/overlapHours', ['24']]]), faults: [] };
