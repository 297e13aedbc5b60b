/**
 * Finds the owner of a credential that was sent to the token endpoint. Secrets are looked up by hash, never
 * compared.
 */
import type { LicenseStatus, Role } from '../../ledger/types.ts';
import { publicKeysOf, type SecretColumns, secretByHash } from './store.ts';

export type FoundSecret =
  | {
      kind: 'key';
      key: string;
      license: string;
      licenseVersion: number;
      licenseStatus: LicenseStatus;
      partner: string;
      partnerStatus: 'active' | 'suspended';
      ledger: string;
      env: 'live' | 'test';
      status: 'active' | 'revoked';
      /** Earlier end of the key and of this secret. Milliseconds, UTC. Absent if neither ends. */
      expiresMs?: number;
      /** CIDR blocks of permitted callers; empty: no restriction (see platform/cidr.ts `addressAllowed`). */
      addresses: string[];
      /** The key requires DPoP proofs (RFC 9449). */
      dpop: boolean;
      generation: number;
    }
  | {
      kind: 'operator';
      id: string;
      role: Role;
      status: 'active' | 'suspended' | 'revoked';
      expiresMs?: number;
      generation: number;
    };

/**
 * Finds a secret by its `hash` of access/api-key.ts, with one statement. The caller checks whether the result
 * is still valid.
 */
export async function findSecret(db: D1Database, hash: string): Promise<FoundSecret | null> {
  const row = await secretByHash(db, hash);
  return row && toFoundSecret(row);
}

/** Registered public keys of a client, newest first. */
export async function findPublicKeys(
  db: D1Database,
  client: string,
): Promise<{ jwk: string; found: FoundSecret }[]> {
  const rows = await publicKeysOf(db, client);
  return rows.flatMap((row) => {
    const found = toFoundSecret(row);
    return found && row.jwk !== null ? [{ jwk: row.jwk, found }] : [];
  });
}

function toFoundSecret(row: SecretColumns): FoundSecret | null {
  const { generation } = row;
  const ends = [row.secret_expires, row.key_expires].flatMap((end) =>
    end === null ? [] : [Date.parse(end)],
  );
  const expires = ends.length > 0 ? { expiresMs: Math.min(...ends) } : {};
  if (row.role !== null)
    return {
      kind: 'operator',
      id: row.owner,
      role: row.role,
      status: row.operator_status,
      generation,
      ...expires,
    };
  if (row.license === null) return null;
  return {
    kind: 'key',
    key: row.owner,
    license: row.license,
    licenseVersion: row.license_version,
    licenseStatus: row.license_status,
    partner: row.partner,
    partnerStatus: row.partner_status,
    ledger: row.ledger,
    env: row.env,
    status: row.key_status,
    ...expires,
    addresses: row.addresses === null ? [] : (JSON.parse(row.addresses) as string[]),
    dpop: row.dpop === 1,
    generation,
  };
}
