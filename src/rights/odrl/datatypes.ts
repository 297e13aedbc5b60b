/**
 * Checks that a value has its declared datatype (XML Schema 1.1, part 2). Otherwise it is ambiguous: one
 * reader takes a date with the type dateTime for the first instant of its day, another for the whole day.
 */
import { durationOf, spanOf } from './time.ts';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;

const isDateTime = (text: string) => text.includes('T') && spanOf(text) !== undefined;

const TESTS = new Map<string, (text: string) => boolean>(
  Object.entries({
    'xsd:dateTime': isDateTime,
    'xsd:dateTimeStamp': (text: string) => isDateTime(text) && ZONE.test(text),
    'xsd:date': (text: string) => !text.includes('T') && spanOf(text) !== undefined,
    'xsd:duration': (text: string) => durationOf(text) !== undefined,
    'xsd:integer': (text: string) => INTEGER.test(text),
    'xsd:nonNegativeInteger': (text: string) => INTEGER.test(text) && !text.startsWith('-'),
    'xsd:positiveInteger': (text: string) => INTEGER.test(text) && Number(text) > 0,
    'xsd:decimal': (text: string) => DECIMAL.test(text),
    'xsd:double': (text: string) => FLOAT.test(text),
    'xsd:float': (text: string) => FLOAT.test(text),
  }),
);

/** Example of each type for messages. */
export const EXAMPLES: Readonly<Record<string, string | undefined>> = {
  'xsd:dateTime': '2026-01-31T00:00:00Z, or give it the type xsd:date',
  'xsd:dateTimeStamp': '2026-01-31T00:00:00Z',
  'xsd:date': '2026-01-31',
  'xsd:duration': 'P14D',
};

/** True if the value has the datatype. Types that are not compared, including strings, accept any value. */
export function isOfDatatype(text: string, datatype: string): boolean {
  return TESTS.get(datatype)?.(text) ?? true;
}
