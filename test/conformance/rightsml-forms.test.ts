/**
 * The forms of one policy (compact, nested, expanded, Turtle, and what a JSON-LD processor makes of it) are
 * one model.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { parseEncodedRights } from '../../src/rights/odrl/encoded-rights.ts';
import type { Policy } from '../../src/rights/odrl/model.ts';
import { parsePolicy, readPolicy } from '../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../src/rights/types.ts';
import { printPolicy } from '../rights/odrl/print-policy.ts';
import { filesIn, Graph, readJson, suite } from './odrl-suites.ts';

const rightsml = suite('rightsml2');
const vocabulary = suite('odrl-vocab');

function modelOf(document: unknown, library: unknown[] = []): Policy {
  const read = readPolicy(document, { library });
  if (!read.ok) throw new Error(JSON.stringify(read.reason));
  return read.value.policy;
}

const FORMS = ['=compact.json', '=compactnested.json', '=expanded.json', '.ttl'];

describe.skipIf(rightsml.absent)('RightsML 2.0 policies and ODRL examples', () => {
  const names = filesIn(rightsml.folder, /\.ttl$/).map((path) => basename(path, '.ttl'));
  console.info(`RightsML 2.0: ${names.length} policies, ${FORMS.length} forms each`);
  const form = (name: string, ending: string) => {
    const path = `${rightsml.folder}/${name}${ending}`;
    return ending === '.ttl' ? new Graph(readFileSync(path, 'utf8')).jsonLd() : readJson(path);
  };

  it('are all here', () => {
    expect(names.length).toBeGreaterThanOrEqual(7);
    for (const name of names)
      for (const ending of FORMS) expect(existsSync(`${rightsml.folder}/${name}${ending}`)).toBe(true);
  });

  it.each(names)('%s is one model in all its forms', (name) => {
    const [first, ...others] = FORMS.map((ending) => inNoOrder(modelOf(form(name, ending))));
    for (const other of others) expect(other).toEqual(first);
    const read = readPolicy(form(name, '=compact.json'));
    expect(read).toMatchObject({ ok: true, value: { notes: { warnings: [] } } });
  });

  it.each(names)('%s is the same again when it is printed', (name) => {
    const model = modelOf(form(name, '=compact.json'));
    expect(modelOf(printPolicy(model))).toEqual(model);
  });

  it('are in force as far as they are Sets and Agreements', () => {
    for (const name of names) {
      const document = form(name, '=compactnested.json') as OdrlJson;
      expect([name, parsePolicy(document).ok]).toEqual([name, document.type !== 'Offer']);
    }
  });
});

/** RDF has no order of statements: constraints that all must hold are compared as a set. */
function inNoOrder(policy: Policy): unknown {
  return JSON.parse(JSON.stringify(printPolicy(policy)), (key, value) =>
    Array.isArray(value) && key === 'constraint'
      ? value.map((constraint) => JSON.stringify(constraint)).sort()
      : value,
  );
}

describe.skipIf(rightsml.absent || vocabulary.absent)('what a JSON-LD processor makes of a policy', () => {
  const context = vocabulary.absent ? {} : readJson(`${vocabulary.folder}/ODRL22.jsonld`);
  const documentLoader = async (documentUrl: string) => ({
    contextUrl: undefined,
    documentUrl,
    document: context,
  });
  const compact = [
    ...filesIn(rightsml.folder, /compact(nested)?\.json$/),
    ...filesIn('../shared/standards/odrl-iptc/testdata', /\.json$/),
    ...filesIn('../shared/standards/odrl-w3c/examples', /policy\w+\.json$/),
  ];

  it.each(compact)('is the same model: %s', async (path) => {
    const document = readJson(path);
    const model = inNoOrder(modelOf(document));
    expect(inNoOrder(modelOf(await jsonld.expand(document, { documentLoader })))).toEqual(model);
    expect(inNoOrder(modelOf(await jsonld.flatten(document, null, { documentLoader })))).toEqual(model);
  });
});

const ninjs = suite('ninjs');

describe.skipIf(ninjs.absent)('the encodedRights of ninjs documents (ODRL 2.1 JSON)', () => {
  const texts = filesIn(ninjs.folder, /\.json$/).flatMap((path) =>
    encodedIn(JSON.parse(readFileSync(path, 'utf8'))),
  );
  console.info(`ninjs: ${texts.length} encodedRights`);

  it('are agreements that forbid commercial use', () => {
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) {
      const parsed = parseEncodedRights(text);
      expect(parsed).toMatchObject({ ok: true, value: { warnings: [], policy: { type: 'Agreement' } } });
      if (!parsed.ok) continue;
      const { policy } = parsed.value;
      expect(policy.permissions).toEqual([]);
      expect(policy.prohibitions).toHaveLength(1);
      expect(policy.prohibitions[0]).toMatchObject({ action: 'cc:CommercialUse', constraints: [] });
      expect(policy.prohibitions[0]?.targets).toHaveLength(1);
      expect(policy.prohibitions[0]?.assignees).toHaveLength(1);
    }
  });
});

function encodedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(encodedIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    /^encodedrights$/i.test(key) && typeof part === 'string' ? [part] : encodedIn(part),
  );
}
