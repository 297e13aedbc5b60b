import { ROLES } from '../../access/roles.ts';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';

const { field, hinted } = fieldsIn('operators');

const NAME: Field = { kind: 'text', ...field('name'), required: true };
export const JWK: Field = { kind: 'json', ...hinted('jwk'), lines: 6 };

function roleField(t: Translate): Field {
  const options = wordOptions(t, 'role', ROLES);
  const instruction = options.map(({ value, label }) => `${label}: ${t.word('role_may', value)}`).join('\n');
  return { kind: 'select', ...field('role'), options, instruction, required: true };
}

export function newOperatorFields(t: Translate): Field[] {
  return [NAME, roleField(t), { kind: 'instant', ...hinted('expires') }, JWK];
}

/** The identity provider determines the role of federated operators. */
export function operatorFields({ identity }: Schema<'Operator'>, t: Translate): Field[] {
  return identity ? [NAME] : [NAME, roleField(t)];
}
