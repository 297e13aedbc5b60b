/** What each version of a restriction changed. Pure. */
import { policyDigest } from '../rights/index.ts';
import type { OdrlJson, RestrictionScope } from '../rights/types.ts';
import { withholdingPolicy } from './withhold.ts';

export const VERSION_CHANGES = [
  ...(['create', 'text', 'edit', 'withdraw', 'reinstate', 'repeat', 'reread'] as const),
  ...(['confirm', 'correct', 'release', 'withhold', 'reopen'] as const),
] as const;
type VersionChange = (typeof VERSION_CHANGES)[number];

interface Version {
  version: number;
  status: 'active' | 'withdrawn';
  reviewed: boolean;
  text?: string;
  policy: OdrlJson | null;
  source: 'desk' | 'wire';
}

/** `versions`: newest first. */
export function withChanges<V extends Version>(
  versions: readonly V[],
  scope: RestrictionScope,
): (V & { change: VersionChange })[] {
  const digest = (policy: OdrlJson | null) => policy && policyDigest(policy);
  const changeOf = (version: Version, previous: Version | undefined): VersionChange => {
    if (!previous) return 'create';
    const { status, reviewed, text, policy, source } = version;
    if (status !== previous.status) return status === 'withdrawn' ? 'withdraw' : 'reinstate';
    if (text !== previous.text) return 'text';
    const isSamePolicy = digest(policy) === digest(previous.policy);
    // A delivery decides nothing: it has the same words, read with the meanings known at its time.
    if (source === 'wire') return isSamePolicy && reviewed === previous.reviewed ? 'repeat' : 'reread';
    if (previous.reviewed && !reviewed) return 'reopen';
    if (previous.reviewed || !reviewed) return isSamePolicy ? 'repeat' : 'edit';
    if (!policy) return 'release';
    if (isSamePolicy) return 'confirm';
    const withheld = digest(withholdingPolicy({ scope, policy: previous.policy }));
    return digest(policy) === withheld ? 'withhold' : 'correct';
  };
  return versions.map((version, index) => ({ ...version, change: changeOf(version, versions[index + 1]) }));
}
