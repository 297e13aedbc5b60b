/**
 * Somebody else's reading of our XML: libxml2's xmllint. Tests that need it are skipped without it, but never
 * in CI.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const xmllintAbsent = spawnSync('xmllint', ['--version']).error !== undefined;
if (xmllintAbsent && process.env.CI === 'true') throw new Error('xmllint is absent, and CI may not skip it');
if (xmllintAbsent) console.warn('skipped: xmllint is not on this machine (Debian: libxml2-utils)');

/** Bytes that xmllint may say. */
const OUTPUT_BYTES_MAX = 64_000_000;

/** What is wrong with the documents, by their places in the list; empty when nothing is. */
export function xmlFaults(documents: string[], schema?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-xml-'));
  try {
    const files = documents.map((document, place) => {
      const file = `${place}.xml`;
      writeFileSync(join(folder, file), document);
      return file;
    });
    const judge = schema === undefined ? [] : ['--schema', schema];
    const ran = spawnSync('xmllint', ['--noout', '--nonet', ...judge, ...files], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: OUTPUT_BYTES_MAX,
    });
    if (ran.error) throw ran.error;
    return ran.status === 0 ? '' : `${ran.stderr}${ran.stdout}` || `xmllint ended with ${ran.status}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Canonical XML 1.0 of the document: how another reader understood it. Throws when it is not well-formed. */
export function canonicalXml(document: string): string {
  return execFileSync('xmllint', ['--c14n', '--nonet', '-'], {
    input: document,
    encoding: 'utf8',
    maxBuffer: OUTPUT_BYTES_MAX,
  });
}
