/** Compiles license terms and restrictions into one model, read by one parser. */
import { policyDigest } from '../digest.ts';
import { parsePolicy } from '../odrl/parse.ts';
import { instantOf } from '../odrl/time.ts';
import { placeCode } from '../territories/subdivisions.ts';
import type {
  BindingScope,
  CompiledLicense,
  CompiledRestriction,
  LicenseSource,
  OdrlJson,
  RestrictionSource,
  Result,
  RightsFault,
} from '../types.ts';
import { agreementOf } from './agreement.ts';
import { checkTerms } from './check.ts';
import { narrowedByTerms } from './narrow.ts';
import { type LicenseRecord, registerLicense, registerRestriction } from './record.ts';
import { universeOf } from './universe.ts';
import { readUploaded } from './uploaded.ts';
import { mapVocabulary } from './vocabulary-mapping.ts';

/**
 * Compiles a license. Compile each version once and cache the result. Faults have JSON pointers into the
 * terms.
 */
export function compileLicense(source: LicenseSource): Result<CompiledLicense, RightsFault[]> {
  const faults = checkTerms(source);
  if (faults.length > 0) return { ok: false, reason: faults };
  const { id, version, terms, titles } = source;
  const reading = readRights(source);
  if (!reading.ok) return reading;
  const { agreement, policy } = reading.value;
  const handle = Object.freeze({
    id,
    version,
    sha256: policyDigest(agreement),
    agreement,
  }) as CompiledLicense;
  const record: Omit<LicenseRecord, 'serial'> = {
    policy,
    uploaded: terms.policy !== undefined,
    universe: universeOf(policy, titles),
    licensee: { partner: terms.partner, titles: new Map(titles.map((title) => [title.id, title])) },
    titles: new Map(
      titles.map(({ id, name, market }) => [id, { name, market: placeCode(market) ?? market }]),
    ),
    market: terms.territoryBasis !== 'audience',
    timeZone: terms.timeZone ?? 'UTC',
    ends: instantOf(terms.ends) ?? 0,
  };
  return { ok: true, value: registerLicense(handle, record) };
}

function readRights(
  source: LicenseSource,
): Result<{ agreement: OdrlJson; policy: LicenseRecord['policy'] }, RightsFault[]> {
  const { terms } = source;
  if (terms.policy === undefined) {
    const agreement = agreementOf({ ...source, terms });
    const parsed = parsePolicy(agreement);
    return parsed.ok ? { ok: true, value: { agreement, policy: parsed.value.policy } } : parsed;
  }
  const reading = readUploaded({ ...source, terms });
  if (!reading.ok) return reading;
  return {
    ok: true,
    value: { agreement: terms.policy, policy: narrowedByTerms(reading.value.policy, terms) },
  };
}

/**
 * Compiles a restriction. Compile each version once and cache the result. `policy: null` compiles: `reviewed`
 * determines whether it withholds anything. A policy that can never be evaluated (unknown profile, Offer…) is
 * refused, because nothing of it may be guessed.
 */
export function compileRestriction(
  source: RestrictionSource<BindingScope>,
): Result<CompiledRestriction, RightsFault[]> {
  const { id, version, scope, policy, reviewed, text } = source;
  const parsed = policy === null ? null : parsePolicy(policy);
  if (parsed && !parsed.ok) return parsed;
  const mapped = parsed && mapVocabulary(parsed.value.policy, parsed.value.pointers);
  const handle = Object.freeze({
    id,
    version,
    sha256: policyDigest(policy),
    scope,
    reviewed,
    ...(text !== undefined && { text }),
    warnings: [...(parsed?.value.warnings ?? []), ...(mapped?.warnings ?? [])],
  }) as CompiledRestriction;
  return {
    ok: true,
    value: registerRestriction(handle, {
      policy: mapped?.policy ?? null,
      exclusivity: scope.kind === 'exclusivity',
    }),
  };
}
