/**
 * An identity provider of a test: its documents, by URL, and the tokens that it signs. No transport, so that
 * it serves any.
 */
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, type JWK, SignJWT } from 'jose';

type Alg = 'RS256' | 'ES256' | 'Ed25519';

interface Pair {
  kid: string;
  alg: Alg;
  privateKey: CryptoKey;
  jwk: JWK;
}

let count = 0;
let accessKeys: Promise<GenerateKeyPairResult> | undefined;

export class TestProvider {
  readonly issuer: string;
  readonly audience: string;
  readonly isAccess: boolean;
  /** URLs that were asked for. */
  readonly requests: string[] = [];
  /** What the key set answers in place of the keys. */
  answer: { status: number; body: string } | null = null;
  /** What the discovery document says otherwise. The keys are also where it says that they are. */
  discovery: { issuer?: string; jwks_uri?: string } = {};
  /** Published keys; the last one signs. */
  #pairs: Pair[] = [];

  private constructor(issuer: string, audience: string, isAccess: boolean) {
    this.issuer = issuer;
    this.audience = audience;
    this.isAccess = isAccess;
  }

  static async open({
    issuer = `https://login-${++count}.example`,
    audience = 'imprimatur',
    alg = 'ES256' as Alg,
    isAccess = false,
  } = {}): Promise<TestProvider> {
    const provider = new TestProvider(issuer, audience, isAccess);
    await provider.rotate(alg);
    return provider;
  }

  /** As Cloudflare Access. RSA keys take long to make: all that are opened so have the same. */
  static async openAccess(): Promise<TestProvider> {
    const provider = new TestProvider(`https://login-${++count}.example`, 'imprimatur', true);
    accessKeys ??= generateKeyPair('RS256', { extractable: true });
    await provider.#add('RS256', await accessKeys);
    return provider;
  }

  /** A new key signs from now on; those before it stay published unless `drop`. */
  async rotate(alg: Alg = 'ES256', { drop = false } = {}): Promise<void> {
    await this.#add(alg, await generateKeyPair(alg, { extractable: true }), drop);
  }

  async #add(alg: Alg, { privateKey, publicKey }: GenerateKeyPairResult, drop = false): Promise<void> {
    const kid = `kid-${++count}`;
    const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: alg === 'Ed25519' ? 'EdDSA' : alg };
    this.#pairs = [...(drop ? [] : this.#pairs), { kid, alg, privateKey, jwk }];
  }

  get #signer(): Pair {
    const pair = this.#pairs.at(-1);
    if (!pair) throw new Error('the provider has no key');
    return pair;
  }

  get publicJwk(): JWK {
    return this.#signer.jwk;
  }

  get keyUrl(): string {
    return this.isAccess ? `${this.issuer}/cdn-cgi/access/certs` : `${this.issuer}/keys`;
  }

  /** As a web server of the provider would; null: it is not its URL. */
  serve(url: string): { status: number; body: string } | null {
    const isKeys = url === this.keyUrl || url === this.discovery.jwks_uri;
    if (!isKeys && !url.startsWith(`${this.issuer}/`)) return null;
    this.requests.push(url);
    if (isKeys) return this.answer ?? { status: 200, body: JSON.stringify(this.keySet) };
    if (url === `${this.issuer}/.well-known/openid-configuration` && !this.isAccess) {
      const document = { issuer: this.issuer, jwks_uri: this.keyUrl, ...this.discovery };
      return { status: 200, body: JSON.stringify(document) };
    }
    return { status: 404, body: '' };
  }

  get keySet(): object {
    const keys = this.#pairs.map(({ jwk }) => jwk);
    // What Access publishes has the same keys once more, as certificates.
    const certificates = keys.map(({ kid }) => ({ kid, cert: '-----BEGIN CERTIFICATE-----\n…' }));
    return this.isAccess ? { keys, public_cert: certificates.at(-1), public_certs: certificates } : { keys };
  }

  /** `change` bends claims, `header` the header; undefined takes a member out. */
  async token(change: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> {
    const { kid, alg, privateKey } = this.#signer;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: this.isAccess ? [this.audience] : this.audience,
      sub: `subject-${++count}`,
      iat: now,
      exp: now + 300,
      jti: `token-${++count}`,
      ...(this.isAccess && { type: 'app', nbf: now }),
      ...change,
    };
    const own = { alg: alg === 'Ed25519' ? 'EdDSA' : alg, kid, typ: 'JWT', ...header };
    return new SignJWT(claims).setProtectedHeader(JSON.parse(JSON.stringify(own))).sign(privateKey);
  }

  /** As it stands in IDENTITY_PROVIDERS. */
  configured(roles: object[], more: object = {}): object {
    const { issuer, audience, isAccess } = this;
    return {
      issuer,
      audience,
      claim: 'groups',
      roles,
      ...(isAccess && { kind: 'cloudflare-access' }),
      ...more,
    };
  }
}

export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
