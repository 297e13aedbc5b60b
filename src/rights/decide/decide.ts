/** May they? Every component is decided by itself; the article follows from its components. */

import { shortName } from '../odrl/names.ts';
import { territoryCodes } from '../territories/expand.ts';
import type { ComponentDecision, DecideInput, Decision, StatedUse } from '../types.ts';
import { benchFor, inScope, tokenOf } from './bench.ts';
import { commonRights } from './common.ts';
import { decideComponent } from './component.ts';

/**
 * Decides a use, or all licensed uses where parts of it are not stated. Never throws on anything that a request or a
 * policy can hold; an unknown name in the use is denied like any other that the license does not contain.
 *
 * The article is permitted when at least one component is. Its `rights` are what holds for its permitted components
 * together (common.ts); each component's own decision may say more.
 */
export function decide(input: DecideInput): Decision {
  const use = normalUse(input.use);
  const token = tokenOf(input.entitlement);
  const components = input.subject.components.map((component) =>
    decideComponent(benchFor(input, token, component), use),
  );
  const leading = components.find(({ type }) => type === 'dispatch') ?? components[0];
  const remaining = components.filter(({ outcome }) => outcome === 'permit');
  const speaking = remaining.find(({ type }) => type === 'dispatch') ?? remaining[0];
  const policies = policiesOf(input);

  const common = commonRights(components);
  if (speaking && common)
    return {
      outcome: 'permit',
      decidedBy: speaking.decidedBy,
      sentence: articleSentence(speaking, components),
      components,
      rights: common.rights,
      policies,
    };
  return {
    outcome: 'deny',
    code: leading?.code ?? 'component_not_licensed',
    decidedBy: leading?.decidedBy ?? `${input.license.id}#closed-by-default`,
    sentence: leading?.sentence ?? 'The item has no component that could be licensed.',
    components,
    policies,
  };
}

/** Names as ours: `odrl:display` → `display`, `jpn` → `JP`. A named set is no one territory, so it stays and is denied. */
function normalUse({ action, title, territory, channel, purpose }: StatedUse): StatedUse {
  const codes = territory === undefined ? undefined : territoryCodes(territory);
  const [code] = codes?.size === 1 ? codes : [];
  return {
    ...(action !== undefined && { action: shortName(action.toWellFormed()) }),
    ...(title !== undefined && { title: title.toWellFormed() }),
    ...(territory !== undefined && { territory: code ?? territory.toWellFormed() }),
    ...(channel !== undefined && { channel }),
    ...(purpose !== undefined && { purpose: purpose.toWellFormed() }),
  };
}

function articleSentence(speaking: ComponentDecision, components: readonly ComponentDecision[]): string {
  const withheld = components.filter(({ outcome }) => outcome === 'deny').length;
  if (withheld === 0) return speaking.sentence;
  return `${speaking.sentence} ${withheld} of ${components.length} components ${withheld === 1 ? 'is' : 'are'} withheld.`;
}

/** The license, and every restriction that applied to one of the components asked for. */
function policiesOf(input: DecideInput): Decision['policies'] {
  const applied = input.restrictions.filter(({ scope }) =>
    input.subject.components.some(({ id }) => inScope(scope, input, id)),
  );
  return [input.license, ...applied].map(({ id, version, sha256 }) => ({ id, version, sha256 }));
}
