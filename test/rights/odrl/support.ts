/** A policy that permits a display, and the faults of a document. */
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set, unwrap } from '../fixtures.ts';

export const NAMESPACE = 'http://www.w3.org/ns/odrl/2/';
export const JAPAN = { leftOperand: 'spatial', operator: 'eq', rightOperand: 'JP' };
export const DISPLAY = { action: 'display' };

export const permitting = (more: OdrlJson) => set({ permission: [{ ...DISPLAY, ...more }] });

export const faultsOf = (document: unknown) => {
  const result = parsePolicy(document);
  return result.ok ? [] : result.reason;
};
/** Each fault as its path and its message. */
export const faultLines = (document: unknown) =>
  faultsOf(document).map(({ path, message }) => `${path} ${message}`);
export const remarksOf = (document: unknown) => unwrap(parsePolicy(document)).remarks;
