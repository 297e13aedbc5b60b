/** `rightsInfo` of NewsML-G2. */
import { element, type Xml, type XmlContent } from '../platform/xml.ts';
import type { Stamp } from '../stamp/types.ts';
import { lineElement } from './newsml-values.ts';
import { bannerFirst } from './shown.ts';

/** The language that the expression is written in. */
const ODRL = 'http://www.w3.org/ns/odrl/2/';
/** PLUS: reserved, but for what the rights expression beside it says. */
const DATA_MINING = 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR';

export interface Owned {
  holder: string;
  notice: string | undefined;
}

/** The rights of this delivery. Whoever holds an item, its terms are those of the license that it was delivered under. */
export function rightsOf(stamp: Stamp, { holder, notice }: Owned): Xml {
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

/** The terms that came with an item, in the words of whoever sent it, apart from ours. */
export function asReceived(usageTerms: string | undefined): XmlContent {
  return (
    usageTerms !== undefined &&
    usageTerms.trim() !== '' &&
    element('rightsInfo', {}, element('usageTerms', {}, usageTerms))
  );
}
