/** Builds the stamp of a delivery: notice, terms in words and for machines, and the signed receipt. */
import type { Component, ItemVersion } from '../articles/model.ts';
import type { GrantRecord, UseEntry } from '../ledger/types.ts';
import { asksForByline } from '../rights/index.ts';
import type { EffectiveRights, LicenseSource } from '../rights/types.ts';
import { bannerOf, copyrightOf, creditLineOf } from './notice.ts';
import { type ReceiptKey, signReceipt, verifyUrlOf } from './receipt.ts';
import { receiptText } from './receipt-claims.ts';
import { rightsExpression } from './rights-expression.ts';
import type { Agency, Stamp } from './types.ts';
import { usageTermsOf } from './usage-terms.ts';

export interface StampInput {
  agency: Agency;
  item: ItemVersion;
  components: Component[];
  delivered: UseEntry['delivered'];
  /** Rights common to all components. */
  rights: EffectiveRights;
  /** Texts of unreviewed restrictions: shown, because they bind. */
  openTexts?: string[];
  /** End of an embargo that has not lifted. Milliseconds, UTC. */
  embargoedUntil?: number;
  license: LicenseSource;
  /** Null: no title was stated. */
  statedTitle: string | null;
  /** First delivery of the grant: a repeated fetch returns the same bytes because of it. */
  first: GrantRecord;
}

/** Equal inputs give equal stamps, byte for byte. */
export function makeStamp(input: StampInput, key: ReceiptKey): Stamp {
  const { agency, item, components, license, rights, first } = input;
  const { holder, notice } = copyrightOf(agency, item);
  const banner = bannerOf(rights, input.embargoedUntil);
  const claims = receiptText({
    agency,
    partner: license.terms.partner,
    license,
    statedTitle: input.statedTitle,
    item,
    delivered: input.delivered,
    contentCredentials: components.filter((component) => component.hasContentCredentials).map(({ id }) => id),
    rights,
    first,
  });
  const receipt = signReceipt(claims, key);
  return {
    agency,
    copyrightHolder: holder,
    copyrightNotice: notice,
    usageTerms: usageTermsOf({
      item,
      components,
      rights,
      terms: license.terms,
      titles: license.titles,
      openTexts: input.openTexts ?? [],
      banner,
    }),
    creditLine: creditLineOf(agency, rights),
    ...(banner !== undefined && { banner }),
    encodedRights: rightsExpression({
      agency,
      partner: license.terms.partner,
      targets: components.map(({ uri }) => uri),
      rights,
      receiptId: first.id,
      byline: asksForByline(license.terms),
    }),
    receipt,
    receiptId: first.id,
    verifyUrl: verifyUrlOf(agency.publicUrl, receipt),
    rights,
    releasedMs: first.atMs,
  };
}
