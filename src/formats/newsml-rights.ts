import { element, type Xml, type XmlContent } from '../platform/xml.ts';
import type { Stamp } from '../stamp/types.ts';
import { lineElement } from './newsml-values.ts';
import { bannerFirst } from './permitted-words.ts';

const ODRL = 'http://www.w3.org/ns/odrl/2/';
/** PLUS: data mining is reserved, except as the rights expression permits. */
const DATA_MINING = 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR';

export interface Ownership {
  holder: string;
  notice: string | undefined;
}

/**
 * Rights of this delivery. Whoever owns the item, the terms are those of the license that it was delivered
 * under.
 */
export function rightsOf(stamp: Stamp, { holder, notice }: Ownership): Xml {
  const { agency } = stamp;
  return element(
    'rightsInfo',
    {},
    element(
      'copyrightHolder',
      { uri: holder === agency.name ? agency.publicUrl : undefined },
      lineElement('name', holder),
    ),
    notice !== undefined && element('copyrightNotice', { href: agency.licenseUrl }, notice),
    element('usageTerms', { href: agency.licenseUrl }, bannerFirst(stamp.banner, stamp.usageTerms)),
    element('link', {
      reluri: `${agency.publicUrl}/ns/trust/receipt`,
      href: stamp.verifyUrl,
      title: 'Rights receipt',
    }),
    element('rightsExpressionData', { langid: ODRL, enctype: 'application/ld+json' }, stamp.encodedRights),
    element('dataMining', { uri: DATA_MINING }),
  );
}

/** Terms as received with an item, separate from ours. */
export function asReceived(usageTerms: string | undefined): XmlContent {
  return (
    usageTerms !== undefined &&
    usageTerms.trim() !== '' &&
    element('rightsInfo', {}, element('usageTerms', {}, usageTerms))
  );
}
