/** Checks lists of names in license terms, and in the exclusivity of a license. */
import { NAME_CHARS_MAX, TERMS_LIST_MAX } from '../limits.ts';
import type { Parameter } from '../message.ts';
import { isAction } from '../odrl/actions.ts';
import { CHANNELS, COMPONENT_TYPES } from '../terms.ts';
import { codeOfPlace, territoryCodes } from '../territories/expand.ts';

/** `path`: JSON pointer into the terms. */
export type ReportFault = (
  path: string,
  message: string,
  key: string,
  parameters?: Record<string, Parameter>,
) => void;

export interface NameCheck {
  isKnown: (name: string) => boolean;
  /** What an unknown name is not. */
  complaint: string | ((name: unknown) => string);
  key: string;
}

export const oneOf = (names: readonly string[], complaint: string): NameCheck => ({
  isKnown: (name) => names.includes(name),
  complaint,
  key: 'one_of',
});

/** Lists that a license must have, and an exclusivity may narrow. */
export const LICENSED_LISTS = ['uses', 'components', 'territories', 'channels'] as const;

export const NAME_CHECKS: Record<(typeof LICENSED_LISTS)[number], NameCheck> = {
  uses: { isKnown: isAction, complaint: 'is no action of ODRL 2.2 or of our profile', key: 'act' },
  components: oneOf(COMPONENT_TYPES, 'is no kind of component'),
  territories: {
    isKnown: (name) => territoryCodes(name.replace(/^-/, '')) !== undefined,
    complaint: (name) => {
      const code = codeOfPlace(name);
      return `is no ISO 3166 code and no named set${code === undefined ? '' : `: did you mean ${quoted(code)}?`}`;
    },
    key: 'territory',
  },
  channels: oneOf(CHANNELS, 'is no channel'),
};

/** Undefined: it is no list, or too short or too long. */
export function checkLength(
  list: unknown,
  path: string,
  empty: string,
  report: ReportFault,
): unknown[] | undefined {
  if (!Array.isArray(list) || list.length === 0) report(path, empty, 'missing');
  else if (list.length > TERMS_LIST_MAX)
    report(path, `must name at most ${TERMS_LIST_MAX}`, 'too_many', { count: TERMS_LIST_MAX });
  else return list;
  return undefined;
}

export function checkName(
  name: unknown,
  path: string,
  { isKnown, complaint, key }: NameCheck,
  report: ReportFault,
  subject = quoted(name),
): name is string {
  if (typeof name === 'string' && name.length <= NAME_CHARS_MAX && isKnown(name)) return true;
  report(path, `${subject} ${typeof complaint === 'string' ? complaint : complaint(name)}`, key);
  return false;
}

/** An object may have no text form. */
export function quoted(name: unknown): string {
  return typeof name === 'string' ? `"${name.toWellFormed().slice(0, 80)}"` : `This ${typeof name}`;
}
