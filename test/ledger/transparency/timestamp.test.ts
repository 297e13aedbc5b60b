import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { checkTimestamp, timestampRequest } from '../../../src/agency-log/timestamp.ts';
import { openAuthority } from '../../support/time-stamping.ts';

const authority = openAuthority();
const note = 'tidemark.example/log\n3\nAAAA\n\n— tidemark.example/log AAAAAAAA\n';

function nonce(): Uint8Array {
  const bytes = randomBytes(8);
  bytes[0] = 0x31;
  return bytes;
}

afterAll(() => authority?.remove());

describe.skipIf(!authority)('a time stamp (RFC 3161), with OpenSSL as the authority', () => {
  it('is asked for in a form that OpenSSL reads as meant', () => {
    const sentNonce = nonce();
    const text = authority?.read(timestampRequest(note, sentNonce)) ?? '';
    expect(text).toContain('Hash Algorithm: sha256');
    expect(text).toContain(`Nonce: 0x${Buffer.from(sentNonce).toString('hex').toUpperCase()}`);
    expect(text).toContain('Certificate required: yes');
  });

  it('is kept when it is about our bytes and answers our question', () => {
    const sentNonce = nonce();
    const response = authority?.reply(timestampRequest(note, sentNonce)) ?? Buffer.alloc(0);
    expect(checkTimestamp(response, note, sentNonce)).toEqual({ ok: true });
    expect(authority?.verify(response, Buffer.from(note))).toContain('OK');
  });

  it('is not when it is about something else, or answers somebody else', () => {
    const sentNonce = nonce();
    const response = authority?.reply(timestampRequest(note, sentNonce)) ?? Buffer.alloc(0);
    expect(checkTimestamp(response, `${note} `, sentNonce)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/something else/),
    });
    expect(checkTimestamp(response, note, nonce())).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/another request/),
    });
  });

  it('is not when the authority refuses', () => {
    const sentNonce = nonce();
    const request = Buffer.from(timestampRequest(note, sentNonce));
    // SHA-224 where SHA-256 was: the authority does not accept it.
    const place = request.indexOf(Buffer.from('608648016503040201', 'hex'));
    request[place + 8] = 0x04;
    const response = authority?.reply(request) ?? Buffer.alloc(0);
    expect(checkTimestamp(response, note, sentNonce)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/refuses/),
    });
  });

  it('cut short or changed anywhere is refused or still the same statement, and never throws', () => {
    const sentNonce = nonce();
    const response = authority?.reply(timestampRequest(note, sentNonce)) ?? Buffer.alloc(0);
    for (let at = 0; at < response.length; at += 3)
      expect(checkTimestamp(response.subarray(0, at), note, sentNonce).ok, `cut at ${at}`).toBe(false);
    for (let at = 0; at < response.length; at++) {
      const changed = Buffer.from(response);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect(() => checkTimestamp(changed, note, sentNonce)).not.toThrow();
    }
  });
});

describe('an answer that is no time stamp', () => {
  it.each([
    ['nothing', ''],
    ['text', '3c68746d6c3e'],
    ['an empty sequence', '3000'],
    ['granted without a token', '30053003020100'],
    ['an endless length', '3084ffffffff'],
  ])('is refused: %s', (_, hex) => {
    expect(checkTimestamp(Buffer.from(hex, 'hex'), note, nonce()).ok).toBe(false);
  });
});
