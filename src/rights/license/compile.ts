/** The two compilers: license terms, and restrictions. Both end in the same model, read by the same parser. */
import { policyDigest } from '../digest.ts';
import { actsOf } from '../odrl/actions.ts';
import { parsePolicy } from '../odrl/parse.ts';
import { instantOf } from '../odrl/time.ts';
import { expandTerritories } from '../territories/expand.ts';
import { placeCode } from '../territories/subdivisions.ts';
import type {
  BindingScope,
  CompiledLicense,
  CompiledRestriction,
  LicenseSource,
  RestrictionSource,
  Result,
  RightsFault,
} from '../types.ts';
import { agreementOf } from './agreement.ts';
import { alterationActions } from './alterations.ts';
import { checkTerms } from './check.ts';
import { inOwnWords } from './own-words.ts';
import { keepLicense, keepRestriction, type LicenseRecord } from './record.ts';

/** Compile once per license version and keep. Faults carry JSON pointers into the terms. */
export function compileLicense(source: LicenseSource): Result<CompiledLicense, RightsFault[]> {
  const faults = checkTerms(source);
  if (faults.length > 0) return { ok: false, reason: faults };
  const agreement = agreementOf(source);
  const parsed = parsePolicy(agreement);
  if (!parsed.ok) return parsed;
  const { id, version } = source;
  const handle = Object.freeze({
    id,
    version,
    sha256: policyDigest(agreement),
    agreement,
  }) as CompiledLicense;
  return { ok: true, value: keepLicense(handle, recordOf(source, parsed.value.policy)) };
}

function recordOf(
  { terms, titles }: LicenseSource,
  policy: LicenseRecord['policy'],
): Omit<LicenseRecord, 'serial'> {
  const named = titles.filter(({ id }) => terms.titles?.includes(id) ?? true);
  const territories = expandTerritories(terms.territories);
  const actions = [...new Set(terms.uses.flatMap(actsOf))];
  return {
    policy,
    universe: {
      actions,
      // `extract` may be both: a part of `reproduce`, and the alteration that the terms name.
      alterations: alterationActions(terms).permitted,
      components: terms.components,
      titles: named.map(({ id }) => id),
      territories: territories.ok ? territories.value : new Set(),
      channels: [...new Set(terms.channels)],
      ...(terms.purposes && { purposes: [...new Set(terms.purposes)] }),
    },
    setting: { partner: terms.partner, titles: new Map(titles.map((title) => [title.id, title])) },
    titles: new Map(
      titles.map(({ id, name, market }) => [id, { name, market: placeCode(market) ?? market }]),
    ),
    market: terms.territoryBasis !== 'audience',
    ends: instantOf(terms.ends) ?? 0,
  };
}

/**
 * Compile once per restriction version and keep. `policy: null` compiles: whether it withholds anything is a matter of
 * `reviewed`. A policy that can never be evaluated (unknown profile, Offer…) is refused: nothing of it may be guessed.
 */
export function compileRestriction(
  source: RestrictionSource<BindingScope>,
): Result<CompiledRestriction, RightsFault[]> {
  const { id, version, scope, policy, reviewed, text } = source;
  const parsed = policy === null ? null : parsePolicy(policy);
  if (parsed && !parsed.ok) return parsed;
  const own = parsed && inOwnWords(parsed.value.policy, parsed.value.places);
  const handle = Object.freeze({
    id,
    version,
    sha256: policyDigest(policy),
    scope,
    reviewed,
    ...(text !== undefined && { text }),
    warnings: [...(parsed?.value.warnings ?? []), ...(own?.warnings ?? [])],
  }) as CompiledRestriction;
  return { ok: true, value: keepRestriction(handle, { policy: own?.policy ?? null }) };
}
