/** A time-stamping authority made of `openssl ts`: keys, certificate and answers are OpenSSL's own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TimeStampingAuthority {
  /** A TimeStampReq as OpenSSL understands it. */
  read(request: Uint8Array): string;
  /** TimeStampResp (DER) to a TimeStampReq (DER). */
  reply(request: Uint8Array): Buffer;
  /** What `openssl ts -verify` says of a response about these bytes; throws when it does not hold. */
  verify(response: Uint8Array, data: Uint8Array): string;
  remove(): void;
}

const CONFIG = `
[tsa]
default_tsa = one
[one]
serial = ./serial
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
`;

/** Null where there is no openssl; then the reason is said once. With CI=true it must be there. */
export function openAuthority(): TimeStampingAuthority | null {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
  } catch {
    if (process.env.CI === 'true') throw new Error('openssl is missing');
    console.log('skipped: there is no openssl on this machine to answer as a time-stamping authority');
    return null;
  }
  const dir = mkdtempSync(join(tmpdir(), 'imprimatur-tsa-'));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  writeFileSync(join(dir, 'ts.cnf'), CONFIG);
  writeFileSync(join(dir, 'serial'), '01\n');
  const subject = ['-subj', '/CN=Example Time Stamping', '-days', '2', '-nodes'];
  const purpose = ['-addext', 'extendedKeyUsage=critical,timeStamping'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  openssl('req', '-x509', ...key, '-keyout', 'key.pem', '-out', 'cert.pem', ...subject, ...purpose);
  return {
    read(request) {
      writeFileSync(join(dir, 'request.tsq'), request);
      return openssl('ts', '-query', '-in', 'request.tsq', '-text');
    },
    reply(request) {
      writeFileSync(join(dir, 'request.tsq'), request);
      const signer = ['-signer', 'cert.pem', '-inkey', 'key.pem'];
      openssl(
        'ts',
        '-reply',
        '-config',
        'ts.cnf',
        '-queryfile',
        'request.tsq',
        ...signer,
        '-out',
        'reply.tsr',
      );
      return readFileSync(join(dir, 'reply.tsr'));
    },
    verify(response, data) {
      writeFileSync(join(dir, 'check.tsr'), response);
      writeFileSync(join(dir, 'check.txt'), data);
      return openssl('ts', '-verify', '-data', 'check.txt', '-in', 'check.tsr', '-CAfile', 'cert.pem');
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
