import { ROLES } from '../../access/roles.ts';
import type { Field } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';

const NAME: Field = { kind: 'text', path: '/name', label: 'operators.name', required: true };
export const JWK: Field = {
  kind: 'json',
  path: '/jwk',
  label: 'operators.jwk',
  hint: 'operators.jwk_hint',
  lines: 6,
};

function roleField(t: Translate): Field {
  const options = ROLES.map((role) => ({
    value: role,
    label: `${t.word('role', role)}: ${t.word('role_may', role)}`,
  }));
  return { kind: 'select', path: '/role', label: 'operators.role', options, required: true };
}

export function newOperatorFields(t: Translate): Field[] {
  return [
    NAME,
    roleField(t),
    { kind: 'instant', path: '/expires', label: 'operators.expires', hint: 'operators.expires_hint' },
    JWK,
  ];
}

/** The identity provider determines the role of federated operators. */
export function operatorFields({ identity }: Schema<'Operator'>, t: Translate): Field[] {
  return identity ? [NAME] : [NAME, roleField(t)];
}
