/** What a restriction prohibits if the desk keeps withholding what its review withholds. Pure. */
import { readProse } from '../rights/index.ts';
import type { OdrlJson } from '../rights/types.ts';
import { dispatchComponent } from './scope.ts';
import type { RestrictionRow } from './store.ts';

/** Text is delivered during its review (rights/decide), so there is nothing to keep withheld. */
export const isOfText = ({ scope, item }: Pick<RestrictionRow, 'scope' | 'item'>): boolean =>
  scope.kind === 'component' && item !== null && scope.component === dispatchComponent(item);

/** A policy of other origin may have members that apply to all its rules, so no rule is added to it. */
export const canWithhold = ({ scope, policy, reading, reviewed }: RestrictionRow): boolean =>
  !reviewed && (scope.kind === 'component' || reading !== null || policy === null);

/**
 * Prohibits any use of a component. In any other scope, text is delivered during the review, so it stays
 * under the rules found, and all else is prohibited.
 */
export function withholdingPolicy({ scope, policy }: Pick<RestrictionRow, 'scope' | 'policy'>): OdrlJson {
  // The uid is a digest of the reading. The suffix tells a decision to withhold from a confirmed reading.
  const withheldUid = ({ uid }: OdrlJson) => `${String(uid).replace(/:withheld$/, '')}:withheld`;
  const notForUse = policyOf('NOT FOR USE');
  if (scope.kind === 'component') return { ...notForUse, uid: withheldUid(notForUse) };
  const textOnly = policyOf('TEXT ONLY');
  const found = policy ?? textOnly;
  const added = prohibitionsOf(textOnly);
  const others = prohibitionsOf(found).filter(({ uid }) => added.every((rule) => rule.uid !== uid));
  return { ...found, uid: withheldUid(found), prohibition: [...others, ...added] };
}

const policyOf = (prose: string): OdrlJson => readProse(prose).policy ?? {};

const prohibitionsOf = ({ prohibition = [] }: OdrlJson) => [prohibition].flat() as OdrlJson[];
