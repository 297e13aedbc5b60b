/**
 * Other notations that a part of an input may stand in. Texts of bytes are Latin-1: a character is a byte.
 */
import { deflateSync } from 'node:zlib';
import { escapeMarkup } from '../../../src/platform/xml.ts';
import type { Packings } from './growers.ts';
import { PICTURE_PACKINGS } from './parsers/pictures.ts';

const deflate = (text: string) => deflateSync(Buffer.from(text, 'latin1')).toString('latin1');

export const PACKINGS: Packings = {
  deflate,
  xml: escapeMarkup,
  json: (text) => JSON.stringify(text).slice(1, -1),
  base64: (text) => Buffer.from(text, 'latin1').toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  url: (text) => encodeURIComponent(text.toWellFormed()),
  ...PICTURE_PACKINGS,
};
