/**
 * The JSON-LD of a page as those read it who know what JSON-LD is: a processor, with the parts of
 * schema.org's context that count here.
 */
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/formats/html.ts';
import { stamp, whole } from './fixtures.ts';

const SCHEMA = 'http://schema.org/';
const iri = (name: string) => ({ '@id': `schema:${name}`, '@type': '@id' });
/** As schema.org publishes it: terms of its vocabulary, and which of them are links. */
const context = {
  '@context': {
    schema: SCHEMA,
    '@vocab': SCHEMA,
    license: iri('license'),
    acquireLicensePage: iri('acquireLicensePage'),
    usageInfo: iri('usageInfo'),
    contentUrl: iri('contentUrl'),
  },
};

async function expanded(): Promise<Record<string, unknown>[]> {
  const [, json = ''] =
    /<script type="application\/ld\+json">(.*?)<\/script>/su.exec(renderHtml(whole).body) ?? [];
  const found: unknown = await jsonld.expand(JSON.parse(json), {
    documentLoader: async (url: string) => {
      if (url !== 'https://schema.org') throw new Error(`nothing is fetched: ${url}`);
      return { contextUrl: undefined, documentUrl: url, document: context };
    },
  });
  return found as Record<string, unknown>[];
}

describe('the JSON-LD of a page, expanded', () => {
  it('says whose it is, whom to credit, and where license, terms and receipt are', async () => {
    const [article] = await expanded();
    expect(article).toMatchObject({
      '@type': [`${SCHEMA}NewsArticle`],
      [`${SCHEMA}copyrightHolder`]: [
        { '@type': [`${SCHEMA}Organization`], [`${SCHEMA}name`]: [{ '@value': stamp.copyrightHolder }] },
      ],
      [`${SCHEMA}copyrightNotice`]: [{ '@value': stamp.copyrightNotice }],
      [`${SCHEMA}copyrightYear`]: [{ '@value': 2026 }],
      [`${SCHEMA}creditText`]: [{ '@value': stamp.creditLine }],
      [`${SCHEMA}license`]: [{ '@id': stamp.agency.licenseUrl }],
      [`${SCHEMA}acquireLicensePage`]: [{ '@id': stamp.agency.licenseUrl }],
      [`${SCHEMA}usageInfo`]: [{ '@id': stamp.verifyUrl }],
    });
  });

  it('says the same of each picture', async () => {
    const [article] = await expanded();
    expect(article?.[`${SCHEMA}image`]).toMatchObject([
      {
        '@type': [`${SCHEMA}ImageObject`],
        [`${SCHEMA}creditText`]: [{ '@value': 'Ida Brandt/Saltmarsh Wire' }],
        [`${SCHEMA}license`]: [{ '@id': stamp.agency.licenseUrl }],
      },
    ]);
  });
});
