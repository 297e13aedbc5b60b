/** An ODRL policy standing for a license: what it permits, to anybody, of anything, at any time that it names. */

import { NO_PARTNER, openBundle } from '../../licensing/proposed.ts';
import { policyDigest } from '../../rights/digest.ts';
import { firstClash } from '../../rights/evaluate/conflict.ts';
import { alterationOf } from '../../rights/license/alterations.ts';
import { inOwnWords } from '../../rights/license/own-words.ts';
import { keepLicense, licenseRecord } from '../../rights/license/record.ts';
import { ACTIONS, actsOf, TOP_ACTIONS } from '../../rights/odrl/actions.ts';
import type { Policy } from '../../rights/odrl/model.ts';
import { parsePolicy } from '../../rights/odrl/parse.ts';
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES, type LicenseTerms } from '../../rights/terms.ts';
import type { CompiledLicense, OdrlJson, Result, RightsFault } from '../../rights/types.ts';
import { type LicenseWorld, licenseWorldOf } from '../world.ts';

const ID = 'proposed-policy';

/** Everything that terms can leave open: the policy alone says what is permitted. */
const OPEN: LicenseTerms = {
  partner: NO_PARTNER,
  products: ['everything'],
  uses: [...TOP_ACTIONS],
  components: [...COMPONENT_TYPES],
  territories: ['world'],
  channels: [...CHANNELS],
  alterations: [...ALTERATIONS],
  advance: true,
  starts: '1970-01-01T00:00:00Z',
  ends: '9999-01-01T00:00:00Z',
  consent: { reference: 'none', signedBy: 'nobody', signedOn: '1970-01-01' },
};

export interface PolicyLicense {
  world: LicenseWorld;
  warnings: RightsFault[];
}

/** Faults: the policy is void, and point into it. `title`: the one that the use states; any is as good as another. */
export async function policyLicense(
  db: D1Database,
  policy: OdrlJson,
  title: string | undefined,
): Promise<Result<PolicyLicense, RightsFault[]>> {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) return parsed;
  const clash = clashIn(parsed.value.policy);
  if (clash) return { ok: false, reason: [clash] };
  const open = licenseWorldOf(await openBundle(db, ID, OPEN));
  if (!open.ok) throw new Error(`open terms do not compile: ${JSON.stringify(open.reason)}`);
  const own = inOwnWords(parsed.value.policy);
  const license = asLicense(policy, own.policy, open.value.license, title);
  return {
    ok: true,
    value: { world: { ...open.value, license }, warnings: [...parsed.value.warnings, ...own.warnings] },
  };
}

/** Of a policy that names no strategy, rules that clash leave nothing (ODRL IM 2.2, section 2.10). */
function clashIn(policy: Policy): RightsFault | undefined {
  const clash = policy.conflict === 'invalid' ? firstClash(policy) : undefined;
  if (!clash) return undefined;
  const message =
    clash === 'too many'
      ? 'It has more rules than can be compared for conflicts; name a conflict strategy'
      : `The permission ${clash.permission.id} and the prohibition ${clash.prohibition.id} clash, and it names no conflict strategy: it is void`;
  return { path: '/conflict', message };
}

/** The open license with the policy in the place of its agreement. */
function asLicense(
  agreement: OdrlJson,
  policy: Policy,
  open: CompiledLicense,
  title: string | undefined,
): CompiledLicense {
  const record = licenseRecord(open);
  const granted = new Set(
    policy.permissions.flatMap(({ action }) => (action === undefined ? [] : actsOf(action))),
  );
  const alters = (action: string) => alterationOf(action) !== undefined;
  const handle = { ...open, sha256: policyDigest(agreement), agreement };
  return keepLicense(Object.freeze(handle) as CompiledLicense, {
    ...record,
    policy,
    // Nobody knows where it is published.
    market: false,
    titles: new Map(title === undefined ? [] : [[title, { name: title, market: '' }]]),
    universe: {
      ...record.universe,
      titles: title === undefined ? [] : [title],
      actions: ACTIONS.filter((action) => granted.has(action) && !alters(action)),
      alterations: ACTIONS.filter((action) => granted.has(action) && alters(action)),
    },
  });
}
