/** The IPTC's own verdict on a document of ours. */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { schemaOf, standardsAt, type Version } from '../conformance/ninjs-files.ts';

export const schemasAbsent = !standardsAt();

/** What is wrong with a document of a version; empty when nothing is. */
export function judgeOf(version: Version): (document: unknown) => ErrorObject[] {
  if (schemasAbsent) return () => [];
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  // referenced by the schemas and part of no item here
  ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json', type: 'object' });
  const validate = ajv.compile(schemaOf(version));
  return (document) => (validate(document) ? [] : (validate.errors ?? []));
}
