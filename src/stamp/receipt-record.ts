/**
 * The claims of a receipt that the log supports. The entry names policies instead of uses, territories,
 * channels and times, so these are missing here; the signed receipt carries them.
 */
import { licenseOrigin } from '../ledger/transparency/origins.ts';
import type { UseEntry } from '../ledger/types.ts';
import { captionDigests, deliveredOf } from './captions.ts';
import type { ArticleText } from './original.ts';
import type { ReceiptRecord } from './schema.ts';
import type { StoredEntry } from './store.ts';
import { componentsDigest, TEXT_DIGEST_NAME, textDigest } from './text-digest.ts';
import type { Agency } from './types.ts';
import type { Released } from './verify.ts';

/** `released` null: the version is no longer stored. */
export function receiptRecord(
  agency: Agency,
  stored: StoredEntry<UseEntry>,
  released: Released | null,
): ReceiptRecord {
  const { entry, leaf } = stored;
  return {
    id: entry.id,
    claims: {
      iss: agency.publicUrl,
      iat: Math.floor(Date.parse(entry.at) / 1000),
      jti: entry.id,
      sub: entry.partner,
      license: entry.license,
      licenseVersion: entry.licenseVersion,
      item: entry.article,
      version: entry.version,
      digest: componentsDigest(entry.delivered),
      log: { origin: licenseOrigin(agency.logOrigin, entry.license), index: entry.index, leaf },
    },
    stated: {
      title: entry.title,
      use: entry.use,
      territory: entry.territory,
      channel: entry.channel,
      ...entry.stated,
    },
    // The supplier of a component is confidential between agency and supplier.
    delivered: entry.delivered.map(({ component, digest }) => ({ component, digest })),
    text: textOf(entry.delivered, released?.text ?? null),
    captions: released ? captionDigests(deliveredOf(released.components, entry.delivered)) : [],
  };
}

/** Only if the text was delivered: a digest of a short text could be guessed. */
function textOf(delivered: { digest: string }[], original: ArticleText | null): ReceiptRecord['text'] {
  if (!original) return null;
  const { digest, blocks } = textDigest(
    original.headline === undefined ? original.body : [original.headline, ...original.body],
  );
  const released = delivered.some((component) => component.digest === digest);
  return released ? { algorithm: TEXT_DIGEST_NAME, digest, blocks } : null;
}
