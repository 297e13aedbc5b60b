/** The files of an evidence pack, in their order (docs/auditor.md says what each is for). Each is read while it is written. */
import type { KeyPurpose, KeyRing } from '../../access/keyring.ts';
import { isUse } from '../../ledger/entry.ts';
import type { Entry, UseEntry } from '../../ledger/types.ts';
import { versionsOfLicense } from '../../licensing/licenses/store.ts';
import { findPartner } from '../../licensing/partners/store.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { encodePieces } from '../../platform/large-answers/pieces.ts';
import { releasedVersion } from '../../stamp/check.ts';
import { receiptRecord } from '../../stamp/receipt-record.ts';
import type { Released } from '../../stamp/verify.ts';
import { chunksOf, entryLine, readPages, type SizedPlace } from '../entry-pages.ts';
import { agreementShown, Policies, restrictionShown } from './judged-on.ts';
import { RESTRICTIONS_AT_ONCE, TEXTS_MAX } from './limits.ts';
import { agencyProof, licenseProof } from './proofs.ts';
import type { LogPart, Scope } from './scope.ts';
import { restrictionVersions, titlesOfPartner } from './store.ts';
import type { PackFile } from './zip.ts';

export interface Wanted {
  env: Env;
  scope: Scope;
  ring: KeyRing;
  /** The pack is about one article: few texts, so that their block digests are given too. */
  isOfArticle: boolean;
  /** Not for a partner: with operators by their ids, and restrictions in words, which may be about other partners. */
  isForAgency: boolean;
  /** README.md and the checking script, as they are deployed. */
  enclosed: PackFile[];
  /** Milliseconds, UTC. */
  now: number;
}

/** As the ring serves them. */
interface PublicKey {
  kid: string;
  purpose: KeyPurpose;
  x: string;
}

export async function* filesOf(wanted: Wanted): AsyncGenerator<PackFile> {
  const { env, scope, ring, enclosed, now } = wanted;
  const { logs, agency } = scope;
  yield* enclosed;
  const policies = new Policies();
  yield file('entries.ndjson', entryLines(env, placesOf(logs, 'entries'), policies));
  yield file('borders.ndjson', entryLines(env, placesOf(logs, 'borders')));
  yield file('receipts.ndjson', recordLines(wanted));
  for (const { license } of logs)
    yield file(`licenses/${license}.json`, [await licenseText(wanted, license, policies)]);
  yield file('restrictions.ndjson', restrictionLines(wanted, policies));
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

function* placesOf(logs: LogPart[], which: 'entries' | 'borders'): Generator<SizedPlace> {
  for (const { license, [which]: of } of logs)
    for (const [at, idx] of of.indexes.entries())
      yield { license, idx, bytes: of.sizes[at] ?? 0, shard: of.shards[at] ?? '', seq: of.seqs[at] ?? 0 };
}

/** As the list of deliveries shows them. `policies` takes what they were judged on. */
async function* entryLines(
  env: Env,
  places: Iterable<SizedPlace>,
  policies?: Policies,
): AsyncGenerator<string> {
  for await (const page of readPages(env, places))
    for (const { body, leaf } of page) {
      const entry = policies && (JSON.parse(body) as Entry);
      if (entry && isUse(entry)) policies?.add(entry);
      yield* entryLine({ body, leaf });
    }
}

/** Of each delivery, the record that `GET /v1/receipts/{id}` answers. */
async function* recordLines({ env, scope, isOfArticle }: Wanted): AsyncGenerator<string> {
  const agency = agencyOf(env);
  const releases = new Map<string, Released | null>();
  const releasedOf = async ({ article, version }: UseEntry): Promise<Released | null> => {
    if (!isOfArticle) return null;
    const known = releases.get(version);
    if (known !== undefined || releases.size >= TEXTS_MAX) return known ?? null;
    const released = await releasedVersion(env, article, version);
    releases.set(version, released);
    return released;
  };
  for await (const page of readPages(env, placesOf(scope.logs, 'entries')))
    for (const { body, leaf } of page) {
      const entry = JSON.parse(body) as Entry;
      if (entry.kind !== 'delivery') continue;
      yield `${JSON.stringify(receiptRecord(agency, { entry, leaf }, await releasedOf(entry)))}\n`;
    }
}

/** Every version, with the consent that it rests on, and the agreements that entries were judged on. */
async function licenseText(
  { env, isForAgency }: Wanted,
  license: string,
  policies: Policies,
): Promise<string> {
  const versions = await versionsOfLicense(env.DB, license);
  const partner = versions[0]?.terms.partner ?? '';
  const [row, titles] = await Promise.all([findPartner(env.DB, partner), titlesOfPartner(env.DB, partner)]);
  const agreements = [...policies.of((id) => id === license)].map((judged) =>
    agreementShown(judged, versions.find(({ version }) => version === judged.version)?.terms, titles),
  );
  const told = {
    license,
    partner: { id: partner, name: row?.name ?? null, titles: row?.titles ?? [] },
    versions: versions.map(({ operator, ...version }) => (isForAgency ? { ...version, operator } : version)),
    agreements,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/** Each that was judged on, in that version; for a partner no more than its name and digest. */
async function* restrictionLines({ env, isForAgency }: Wanted, policies: Policies): AsyncGenerator<string> {
  const named = policies.of((id) => id.startsWith('rst_'));
  for (const judged of chunksOf(named, RESTRICTIONS_AT_ONCE)) {
    const kept = isForAgency ? await restrictionVersions(env.DB, judged) : [];
    const byName = new Map(kept.map((one) => [`${one.id} ${one.version}`, one]));
    const lines = judged.map((policy) => {
      const { policy: _asKept, ...version } = byName.get(`${policy.id} ${policy.version}`) ?? {};
      return { ...version, ...restrictionShown(policy, byName.get(`${policy.id} ${policy.version}`)) };
    });
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  }
}

/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410), for OpenSSL. */
function pemOf(x: string): string {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(x, 'base64url')]);
  return `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
}
