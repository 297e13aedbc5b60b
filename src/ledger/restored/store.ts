/** SQL of the catalogue recovery of a restored D1, and of licenses that wait for the desk. */
import type { Finding } from '../findings.ts';
import type { PartnerState } from '../object-store/catalogue-state.ts';
import { storePartnerVersions } from '../store.ts';
import { message } from '../templates.ts';
import type { KeyState, LicenseState } from '../types.ts';

export interface About {
  object: string;
  /** ISO 8601 UTC. */
  at: string;
}

/**
 * Licenses as the shard has them (?1). The shard is their authority, whatever shard the restored D1 names.
 */
const KNOWN = `(SELECT value ->> 'id' AS id, value ->> 'version' AS version, value ->> 'status' AS status,
    value AS state
    FROM json_each(?1)) AS known
  JOIN licenses ON licenses.id = known.id`;
/** Those that were suspended at this instant (?3). */
const HELD = `${KNOWN} JOIN unconfirmed_licenses AS held ON held.license = licenses.id AND held.since = ?3`;

/**
 * Suspends licenses under a version that neither side has had; a license that either side has terminated is
 * terminated. Unchanged licenses that are not in force, and those that already wait for the desk, stay.
 * Returns the number of changed licenses.
 */
export async function holdLicenses(
  db: D1Database,
  known: LicenseState[],
  { object, at }: About,
): Promise<number> {
  const run = (sql: string) => db.prepare(sql).bind(JSON.stringify(known), object, at);
  const [held] = await db.batch([
    run(
      `INSERT OR REPLACE INTO unconfirmed_licenses
         (license, version, object, restored_version, known_version, known_status, since)
       SELECT licenses.id, max(licenses.version, known.version) + 1, ?2, licenses.version, known.version,
         known.status, ?3
       FROM ${KNOWN}
       WHERE NOT (licenses.version = known.version AND 'active' NOT IN (licenses.status, known.status))
         AND NOT EXISTS (SELECT 1 FROM unconfirmed_licenses AS held
           WHERE held.license = licenses.id AND held.version = licenses.version)`,
    ),
    run(
      `UPDATE licenses SET version = next.version, updated = ?3,
         status = CASE WHEN 'terminated' IN (next.status, next.known_status) THEN 'terminated' ELSE 'suspended' END
       FROM (SELECT held.license, held.version, licenses.status, held.known_status FROM ${HELD}) AS next
       WHERE licenses.id = next.license AND licenses.version < next.version`,
    ),
    run(
      `INSERT INTO license_versions (license, version, status, terms, at, operator)
       SELECT licenses.id, licenses.version, licenses.status, licenses.terms, ?3, ?2 FROM ${HELD}
       WHERE licenses.version = held.version ON CONFLICT DO NOTHING`,
    ),
    run(
      `INSERT INTO outbox (object, change, created)
       SELECT ?2, json_object('kind', 'license', 'license',
         json_set(known.state, '$.version', licenses.version, '$.status', licenses.status)), ?3 FROM ${HELD}
       WHERE licenses.version = held.version`,
    ),
  ]);
  return held?.meta.changes ?? 0;
}

/**
 * Restores keys that are older in D1 than in the shard: revoked ones have no secrets, others lose secrets
 * that are no longer valid. Newer secrets are lost: only their hashes were stored, in the lost state of D1.
 */
export async function holdKeys(db: D1Database, keys: KeyState[], { at }: About): Promise<void> {
  const instant = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());
  const states = keys.map(({ id, status, version, expiresMs, addresses, dpop, secrets }) => ({
    id,
    status,
    version,
    expires: instant(expiresMs),
    addresses: addresses ?? null,
    dpop: dpop === true ? 1 : 0,
    secrets: secrets.map(({ generation, untilMs }) => ({ generation, until: instant(untilMs) })),
  }));
  const known = `(SELECT value ->> 'id' AS id, value ->> 'status' AS status, value ->> 'version' AS version,
      value ->> 'expires' AS expires, value ->> 'addresses' AS addresses, value ->> 'dpop' AS dpop,
      value ->> 'secrets' AS secrets
    FROM json_each(?1)) AS known JOIN api_keys AS key ON key.id = known.id
      AND (key.version < known.version OR (known.status = 'revoked' AND key.status <> 'revoked'))`;
  const knownSecrets = `json_each(known.secrets) AS known_secret`;
  const json = JSON.stringify(states);
  await db.batch([
    db
      .prepare(
        `DELETE FROM key_secrets WHERE hash IN (
           SELECT secret.hash FROM ${known} JOIN key_secrets AS secret ON secret.owner = key.id
           WHERE known.status = 'revoked'
             OR secret.generation NOT IN (SELECT known_secret.value ->> 'generation' FROM ${knownSecrets}))`,
      )
      .bind(json),
    db
      .prepare(
        `UPDATE key_secrets SET expires = expiry.until FROM (SELECT known.id, known_secret.value ->> 'generation' AS generation,
             known_secret.value ->> 'until' AS until FROM ${known} CROSS JOIN ${knownSecrets}) AS expiry
         WHERE key_secrets.owner = expiry.id AND key_secrets.generation = expiry.generation`,
      )
      .bind(json),
    db
      .prepare(
        `UPDATE api_keys SET status = next.status, expires = next.expires, addresses = next.addresses, dpop = next.dpop,
           version = max(api_keys.version, next.version), updated = ?2
         FROM (SELECT known.* FROM ${known}) AS next WHERE api_keys.id = next.id`,
      )
      .bind(json, at),
  ]);
}

/** A partner that is older in D1 than in the shard is active only if both say so. */
export async function holdPartners(
  db: D1Database,
  partners: (PartnerState & { id: string })[],
  { object, at }: About,
): Promise<void> {
  const run = (sql: string) => db.prepare(sql).bind(JSON.stringify(partners), object, at);
  const known = `(SELECT value ->> 'id' AS id, value ->> 'status' AS status, value ->> 'version' AS version
    FROM json_each(?1)) AS known`;
  await db.batch([
    run(
      `UPDATE partners SET version = known.version + 1, updated = ?3,
         status = CASE WHEN known.status = 'active' THEN partners.status ELSE known.status END
       FROM ${known} WHERE partners.id = known.id AND partners.version < known.version`,
    ),
    storePartnerVersions(
      db,
      partners.map(({ id }) => id),
    ),
    run(
      `INSERT INTO outbox (object, change, created)
       SELECT ?2, json_object('kind', 'partner', 'partner',
         json_object('id', partners.id, 'status', partners.status, 'version', partners.version)), ?3
       FROM ${known} JOIN partners ON partners.id = known.id AND partners.version > known.version`,
    ),
  ]);
}

/**
 * Raises the sequence of item changes to the last one that a shard knows; otherwise new changes would count
 * as older. AUTOINCREMENT retains the number of a deleted row.
 */
export async function raiseItemSequence(db: D1Database, seq: number, at: string): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO changes (seq, item, version, change_type, at)
         SELECT ?1, '', '', '', ?2 WHERE ?1 > (SELECT coalesce(max(seq), 0) FROM changes)`,
      )
      .bind(seq, at),
    db.prepare(`DELETE FROM changes WHERE seq = ? AND item = ''`).bind(seq),
  ]);
}

/** Newest first, with their total number. */
export async function unconfirmedLicenses(
  db: D1Database,
  limit: number,
): Promise<{ findings: Finding<'license_unconfirmed'>[]; count: number }> {
  const open = `FROM unconfirmed_licenses AS held JOIN licenses ON licenses.id = held.license
    AND licenses.version = held.version AND licenses.status = 'suspended'`;
  const [rows, counted] = await db.batch([
    db
      .prepare(
        `SELECT held.license, held.object, held.restored_version, held.known_version, held.known_status,
           held.since ${open}
         ORDER BY held.since DESC, held.license LIMIT ?`,
      )
      .bind(limit),
    db.prepare(`SELECT count(*) AS count ${open}`),
  ]);
  return {
    findings: ((rows?.results ?? []) as UnconfirmedColumns[]).map(
      ({ restored_version: restored, known_version: known, known_status: value, ...held }) => {
        const sentence =
          known > restored
            ? message('trouble.unconfirmed_changed', { known, status: { of: 'status', value }, restored })
            : message('trouble.unconfirmed');
        return {
          ...held,
          kind: 'license_unconfirmed',
          index: null,
          detail: sentence.text,
          message: sentence,
        };
      },
    ),
    count: (counted?.results[0] as { count: number } | undefined)?.count ?? 0,
  };
}

interface UnconfirmedColumns {
  license: string;
  object: string;
  restored_version: number;
  known_version: number;
  known_status: string;
  since: string;
}
