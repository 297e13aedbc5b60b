/**
 * Character references of HTML. The named ones are those of HTML 4 and XHTML 1.0, which is what wires send; a name
 * that is not known stays as it is written. Decoded exactly once: `&amp;lt;` is the text `&lt;`.
 */

/** U+00A0 to U+00FF in order. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';

/** U+0391 to U+03C9 in order; `-` where there is no name. */
const GREEK =
  'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi ' +
  'Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho ' +
  'sigmaf sigma tau upsilon phi chi psi omega';

/** The rest, by code point in hexadecimal. */
const OTHERS =
  'quot:22 amp:26 apos:27 lt:3C gt:3E OElig:152 oelig:153 Scaron:160 scaron:161 Yuml:178 fnof:192 circ:2C6 tilde:2DC ' +
  'thetasym:3D1 upsih:3D2 piv:3D6 ensp:2002 emsp:2003 thinsp:2009 zwnj:200C zwj:200D lrm:200E rlm:200F ndash:2013 ' +
  'mdash:2014 lsquo:2018 rsquo:2019 sbquo:201A ldquo:201C rdquo:201D bdquo:201E dagger:2020 Dagger:2021 bull:2022 ' +
  'hellip:2026 permil:2030 prime:2032 Prime:2033 lsaquo:2039 rsaquo:203A oline:203E frasl:2044 euro:20AC image:2111 ' +
  'weierp:2118 real:211C trade:2122 alefsym:2135 larr:2190 uarr:2191 rarr:2192 darr:2193 harr:2194 crarr:21B5 ' +
  'lArr:21D0 uArr:21D1 rArr:21D2 dArr:21D3 hArr:21D4 forall:2200 part:2202 exist:2203 empty:2205 nabla:2207 isin:2208 ' +
  'notin:2209 ni:220B prod:220F sum:2211 minus:2212 lowast:2217 radic:221A prop:221D infin:221E ang:2220 and:2227 ' +
  'or:2228 cap:2229 cup:222A int:222B there4:2234 sim:223C cong:2245 asymp:2248 ne:2260 equiv:2261 le:2264 ge:2265 ' +
  'sub:2282 sup:2283 nsub:2284 sube:2286 supe:2287 oplus:2295 otimes:2297 perp:22A5 sdot:22C5 lceil:2308 rceil:2309 ' +
  'lfloor:230A rfloor:230B lang:2329 rang:232A loz:25CA spades:2660 clubs:2663 hearts:2665 diams:2666';

/** What Windows-1252 has at 80 to 9F, since `&#150;` means a dash to everybody but the standard (HTML §13.2.5.80). */
const WINDOWS_1252 =
  '20AC - 201A 192 201E 2026 2020 2021 2C6 2030 160 2039 152 - 17D - - 2018 2019 201C 201D 2022 2013 2014 2DC 2122 161 ' +
  '203A 153 - 17E 178';

const NAMED = new Map<string, string>([
  ...inOrder(LATIN_1, 0xa0),
  ...inOrder(GREEK, 0x391),
  ...OTHERS.split(' ').map((pair): [string, string] => {
    const [name = '', hex = ''] = pair.split(':');
    return [name, String.fromCodePoint(Number.parseInt(hex, 16))];
  }),
]);
const C1 = WINDOWS_1252.split(' ').map((hex) => (hex === '-' ? 0 : Number.parseInt(hex, 16)));

function inOrder(names: string, first: number): [string, string][] {
  return names.split(' ').map((name, index) => [name, String.fromCodePoint(first + index)]);
}

/** The five that HTML lets stand without a semicolon and that wires do leave unterminated. */
const REFERENCE =
  /&(?:#x([0-9a-f]{1,8});?|#([0-9]{1,8});?|([a-z][a-z0-9]{1,30});|(amp|lt|gt|quot|nbsp)(?![a-z0-9=]))/giu;

/** The text with its references replaced. Numbers that name no character become U+FFFD. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    REFERENCE,
    (whole: string, hex?: string, decimal?: string, name?: string, bare?: string) => {
      if (hex !== undefined) return fromNumber(Number.parseInt(hex, 16));
      if (decimal !== undefined) return fromNumber(Number.parseInt(decimal, 10));
      return NAMED.get(name ?? bare ?? '') ?? whole;
    },
  );
}

function fromNumber(number: number): string {
  const mapped = number >= 0x80 && number <= 0x9f ? (C1[number - 0x80] ?? 0) : number;
  const surrogate = mapped >= 0xd800 && mapped <= 0xdfff;
  return mapped === 0 || surrogate || mapped > 0x10ffff ? '\ufffd' : String.fromCodePoint(mapped);
}
