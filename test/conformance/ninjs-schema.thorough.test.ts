/**
 * Our reading of ninjs against the IPTC's schemas: thousands of documents, each one mutation away from a good
 * one, get the same verdict from both, but for the differences listed here.
 */
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseItem } from '../../src/articles/ninjs/parse.ts';
import { documentsIn, schemaOf, standardsAt, VERSIONS, type Version } from './ninjs-files.ts';
import { mutantsOf } from './ninjs-mutants.ts';
import { OWN } from './ninjs-own.ts';

interface Difference {
  why: string;
  /** The verdict of the IPTC schema; ours is the other. */
  schema: 'accepts' | 'refuses';
  /** Of mutations, as `path=value`, `path deleted`, `path +field`. */
  mutation: RegExp;
  versions?: Version[];
}

/** Where our verdict is another on purpose. */
const DIFFERENCES: Difference[] = [
  {
    why: 'a uri is an identity: the suite itself has some that are no URIs (002-schema)',
    schema: 'refuses',
    mutation: /(?:^|\/)(?:associations\/\d+\/|plannedCoverage\/\d+\/)?uri=word$/u,
  },
  {
    why: 'later versions dropped the format of a genre’s uri',
    schema: 'refuses',
    mutation: /^genres\/\d+\/uri=/u,
    versions: ['2.0'],
  },
  { why: 'a version must be one that we can read', schema: 'accepts', mutation: /standard\/version=/u },
  {
    why: 'nothing has a negative size',
    schema: 'accepts',
    mutation: /\/(?:width|height|size[iI]n[bB]ytes|charcount|wordcount|charCount|wordCount)=-1$/u,
  },
  {
    why: 'GeoJSON is checked to its numbers; the schema looks at its type',
    schema: 'accepts',
    mutation: /\/geo(?:json|JSON|metry_geojson)/u,
  },
  {
    why: 'an association’s name and an item’s version say something',
    schema: 'accepts',
    mutation: /(?:^version|\/name)=$/u,
  },
  {
    why: '2.0 lets an association with a name hold anything; 2.1 mended that',
    schema: 'accepts',
    mutation: /^associations\/\d+/u,
    versions: ['2.0'],
  },
  {
    why: 'unknown fields of rightsinfo, which only 3.0 closed',
    schema: 'accepts',
    mutation: /rightsinfo \+/u,
    versions: ['1.6', '2.0', '2.1', '2.2'],
  },
  {
    why: 'a genre’s code is kept as a word where its scheme makes no uri of it',
    schema: 'refuses',
    mutation: /^genre\/\d+\/scheme=/u,
    versions: ['1.6'],
  },
  {
    why: '2.0 closed the string, not the object',
    schema: 'accepts',
    mutation: /rightsinfo/u,
    versions: ['2.0'],
  },
];

/** GeoJSON as far as the schema refers to it; the original is not part of the standard's files. */
const GEO_JSON = {
  $id: 'https://geojson.org/schema/GeoJSON.json',
  type: 'object',
  required: ['type'],
  properties: {
    type: {
      enum: [
        'Point',
        'MultiPoint',
        'LineString',
        'MultiLineString',
        'Polygon',
        'MultiPolygon',
        'GeometryCollection',
        'Feature',
        'FeatureCollection',
      ],
    },
  },
};

function validatorOf(version: Version): ValidateFunction {
  const { $schema, id, ...schema } = schemaOf(version);
  const ajv = String($schema).includes('2020-12')
    ? new Ajv2020({ strict: false })
    : new Ajv({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(GEO_JSON);
  return ajv.compile({ ...(id !== undefined && { $id: id }), ...schema } as AnySchema);
}

/**
 * Good documents of the version, declared to be of it, with a uri that is one, and no profile (which may
 * carry more).
 */
function goodDocuments(version: Version): Record<string, unknown>[] {
  const files = [...documentsIn(`examples/${version}`), ...documentsIn(`test_suite/${version}/should_pass`)];
  const documents = [...files.map(({ document }) => document), ...(OWN[version] ? [OWN[version]] : [])];
  return documents.map(({ profile: _profile, ...document }) => ({
    ...document,
    [version === '1.6' ? '$standard' : 'standard']: { name: 'ninjs', version },
    uri: String(document.uri).includes(':') ? document.uri : `urn:x:${document.uri}`,
  }));
}

describe.skipIf(!standardsAt())('one mutation away from a good document', () => {
  it.for(VERSIONS)('ninjs %s: we and the schema say the same', (version) => {
    const validate = validatorOf(version);
    const disputed: string[] = [];
    let count = 0;
    for (const document of goodDocuments(version)) {
      expect(validate(document), `${JSON.stringify(validate.errors)}`).toBe(true);
      for (const { mutation, mutant } of mutantsOf(document)) {
        count += 1;
        const schema = validate(mutant) ? 'accepts' : 'refuses';
        if ((schema === 'accepts') === parseItem(mutant, { sections: [], now: 0 }).ok) continue;
        const known = DIFFERENCES.some(
          (difference) =>
            difference.schema === schema &&
            difference.mutation.test(mutation) &&
            (difference.versions?.includes(version) ?? true),
        );
        if (!known) disputed.push(`${mutation}: the schema ${schema}`);
      }
    }
    console.log(`ninjs ${version}: ${count} mutants judged`);
    expect(disputed).toEqual([]);
  });
});
