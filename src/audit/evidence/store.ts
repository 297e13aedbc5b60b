/** SQL of evidence packs: past versions of restrictions and titles. */
import { scopeOf } from '../../restrictions/scope.ts';
import type { RestrictionColumns } from '../../restrictions/store.ts';
import type { Title } from '../../rights/terms.ts';
import type { OdrlJson, RestrictionScope } from '../../rights/types.ts';

/** `source`: who made the version, the desk or a delivery of the newsroom. `at`: its start, ISO 8601 UTC. */
type Columns = Pick<
  RestrictionColumns,
  'id' | 'version' | 'scope_kind' | 'scope_id' | 'policy' | 'text' | 'reviewed' | 'status' | 'source'
> & { at: string; operator: string };

export type RestrictionVersion = Omit<Columns, 'scope_kind' | 'scope_id' | 'policy' | 'reviewed'> & {
  scope: RestrictionScope;
  policy: OdrlJson | null;
  reviewed: boolean;
};

/** Only versions that are stored. */
export async function restrictionVersions(
  db: D1Database,
  named: { id: string; version: number }[],
): Promise<RestrictionVersion[]> {
  const { results } = await db
    .prepare(
      `SELECT restrictions.id, past.version, scope_kind, scope_id, past.policy, past.text, past.reviewed, past.status,
         past.source, past.at, past.operator
       FROM json_each(?) AS named
       CROSS JOIN restriction_versions AS past
         ON past.restriction = named.value ->> 'id' AND past.version = named.value ->> 'version'
       JOIN restrictions ON restrictions.id = past.restriction`,
    )
    .bind(JSON.stringify(named.map(({ id, version }) => ({ id, version }))))
    .all<Columns>();
  return results.map(({ scope_kind, scope_id, policy, reviewed, ...row }) => ({
    ...row,
    scope: scopeOf(scope_kind, scope_id),
    policy: policy === null ? null : (JSON.parse(policy) as OdrlJson),
    reviewed: reviewed === 1,
  }));
}

/** Distinct states of the partner's titles over time. */
export async function titlesOfPartner(db: D1Database, partner: string): Promise<Title[][]> {
  const { results } = await db
    .prepare('SELECT DISTINCT titles FROM partner_versions WHERE partner = ?')
    .bind(partner)
    .all<{ titles: string }>();
  return results.map(({ titles }) => JSON.parse(titles) as Title[]);
}
