import { cleanText, foldSpace } from '../articles/body/clean.ts';
import { element, type XmlAttributes, type XmlContent } from '../platform/xml.ts';
import { isoInstant } from './permitted-words.ts';

/** A single-line element: most texts of the standard allow no line ends. Omitted if empty. */
export function lineElement(name: string, text: string | undefined, attributes?: XmlAttributes): XmlContent {
  const line = lineOf(text);
  return line !== '' && element(name, attributes, line);
}

export function lineOf(text: string | undefined): string {
  return foldSpace(cleanText(text ?? '').replaceAll('\n', ' '));
}

export function instantElement(name: string, ms: number | undefined): XmlContent {
  const instant = isoInstant(ms);
  return instant !== undefined && element(name, {}, instant);
}

/** A language tag in BCP 47 form (`xs:language`); undefined for other values. */
export function languageTag(language: string | undefined): string | undefined {
  return language !== undefined && /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/u.test(language)
    ? language
    : undefined;
}
