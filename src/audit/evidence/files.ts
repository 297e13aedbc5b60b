/**
 * Files of an evidence pack, in order (docs/auditor.md describes each). Each file is read while it is
 * written.
 */
import type { KeyPurpose, KeyRing } from '../../access/keyring.ts';
import type { Address } from '../../ledger/blocks/block.ts';
import { isUse } from '../../ledger/entry.ts';
import type { Entry, UseEntry } from '../../ledger/types.ts';
import { versionsOfLicense } from '../../licensing/licenses/store.ts';
import { findPartner } from '../../licensing/partners/store.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { encodePieces } from '../../platform/large-answers/pieces.ts';
import { releasedVersion } from '../../stamp/check.ts';
import { receiptRecord } from '../../stamp/receipt-record.ts';
import type { Released } from '../../stamp/verify.ts';
import { chunksOf, entryLine, readPages } from '../entry-pages.ts';
import { RESTRICTIONS_AT_ONCE, TEXTS_MAX } from './limits.ts';
import { namedAgreement, namedRestriction, Policies } from './policies.ts';
import { agencyProof, licenseProof } from './proofs.ts';
import type { LogPart, Scope } from './scope.ts';
import { restrictionVersions, titlesOfPartner } from './store.ts';
import type { PackFile } from './zip.ts';

export interface PackRequest {
  env: Env;
  scope: Scope;
  ring: KeyRing;
  /** The pack is about one article, so it has few texts and includes their block digests. */
  isOfArticle: boolean;
  /**
   * For operators: includes operator ids, and the texts of restrictions, which may be about other partners.
   */
  isForAgency: boolean;
  /** README.md and the checking script, as deployed. */
  enclosed: PackFile[];
  /** Milliseconds, UTC. */
  now: number;
}

/** As the key ring serves it. */
interface PublicKey {
  kid: string;
  purpose: KeyPurpose;
  x: string;
}

export async function* filesOf(request: PackRequest): AsyncGenerator<PackFile> {
  const { env, scope, ring, enclosed, now } = request;
  const { logs, agency } = scope;
  yield* enclosed;
  const policies = new Policies();
  yield file('entries.ndjson', entryLines(env, addressLists(logs, 'entries'), policies));
  yield file('borders.ndjson', entryLines(env, addressLists(logs, 'borders')));
  yield file('receipts.ndjson', recordLines(request));
  for (const { license } of logs)
    yield file(`licenses/${license}.json`, [await licenseText(request, license, policies)]);
  yield file('restrictions.ndjson', restrictionLines(request, policies));
  for (const log of logs) {
    yield file(`checkpoints/license/${log.license}.txt`, [log.checkpoint]);
    yield file(`proofs/license/${log.license}.json`, licenseProof(env, log, now));
  }
  yield file('checkpoints/agency.txt', [agency.checkpoint]);
  if (agency.timestamp) yield { name: 'checkpoints/agency.tsr', content: [agency.timestamp] };
  yield file('proofs/agency.json', agencyProof(env, scope, now));
  const keys = (ring.jwks.keys as PublicKey[]).filter(({ purpose }) => purpose !== 'access');
  yield file('keys.json', [`${JSON.stringify({ keys }, null, 2)}\n`]);
  for (const { kid, purpose, x } of keys) yield file(`keys/${purpose}-${kid}.pem`, [pemOf(x)]);
}

function file(name: string, texts: AsyncIterable<string> | Iterable<string>): PackFile {
  return { name, content: encodePieces(texts) };
}

/** Addresses of the entries, one list a license. */
function* addressLists(logs: LogPart[], which: 'entries' | 'borders'): Generator<Address[]> {
  for (const {
    [which]: { shards, seqs },
  } of logs)
    yield seqs.map((seq, at) => ({ shard: shards[at] ?? '', seq }));
}

/** Entries in the form of the list of deliveries. Adds their policies to `policies`. */
async function* entryLines(
  env: Env,
  addresses: Iterable<Address[]>,
  policies?: Policies,
): AsyncGenerator<string> {
  for await (const page of readPages(env, addresses, { isProof: true }))
    for (const { body, leaf } of page) {
      const entry = policies && (JSON.parse(body) as Entry);
      if (entry && isUse(entry)) policies?.add(entry);
      yield* entryLine({ body, leaf });
    }
}

/** The record of each delivery, as `GET /v1/receipts/{id}` answers. */
async function* recordLines({ env, scope, isOfArticle }: PackRequest): AsyncGenerator<string> {
  const agency = agencyOf(env);
  const releases = new Map<string, Released | null>();
  const releasedOf = async ({ article, version }: UseEntry): Promise<Released | null> => {
    if (!isOfArticle) return null;
    const cached = releases.get(version);
    if (cached !== undefined || releases.size >= TEXTS_MAX) return cached ?? null;
    const released = await releasedVersion(env, article, version);
    releases.set(version, released);
    return released;
  };
  for await (const page of readPages(env, addressLists(scope.logs, 'entries'), { isProof: true }))
    for (const { body, leaf } of page) {
      const entry = JSON.parse(body) as Entry;
      if (entry.kind !== 'delivery') continue;
      yield `${JSON.stringify(receiptRecord(agency, { entry, leaf }, await releasedOf(entry)))}\n`;
    }
}

/** All versions, with their consent, and the agreements on which entries were decided. */
async function licenseText(
  { env, isForAgency }: PackRequest,
  license: string,
  policies: Policies,
): Promise<string> {
  const versions = await versionsOfLicense(env.DB, license);
  const partner = versions[0]?.terms.partner ?? '';
  const [row, titles] = await Promise.all([findPartner(env.DB, partner), titlesOfPartner(env.DB, partner)]);
  const agreements = [...policies.named((id) => id === license)].map((judged) =>
    namedAgreement(judged, versions.find(({ version }) => version === judged.version)?.terms, titles),
  );
  const document = {
    license,
    partner: { id: partner, name: row?.name ?? null, titles: row?.titles ?? [] },
    versions: versions.map(({ operator, ...version }) => (isForAgency ? { ...version, operator } : version)),
    agreements,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Restrictions in the versions that entries name. A partner receives only their names and digests. */
async function* restrictionLines(
  { env, isForAgency }: PackRequest,
  policies: Policies,
): AsyncGenerator<string> {
  const named = policies.named((id) => id.startsWith('rst_'));
  for (const judged of chunksOf(named, RESTRICTIONS_AT_ONCE)) {
    const versions = isForAgency ? await restrictionVersions(env.DB, judged) : [];
    const byName = new Map(versions.map((version) => [`${version.id} ${version.version}`, version]));
    const lines = judged.map((policy) => {
      const { policy: _stored, ...version } = byName.get(`${policy.id} ${policy.version}`) ?? {};
      return { ...version, ...namedRestriction(policy, byName.get(`${policy.id} ${policy.version}`)) };
    });
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  }
}

/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410), for OpenSSL. */
function pemOf(x: string): string {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(x, 'base64url')]);
  return `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
}
