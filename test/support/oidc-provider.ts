/**
 * A real OpenID provider, `oidc-provider`, on this machine, and people who sign in there with
 * `openid-client`: authorization code and PKCE, its pages answered over HTTP as a browser would.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider from 'oidc-provider';
import * as openid from 'openid-client';
import { freePort } from '../../scripts/lib/free-port.ts';

const REDIRECT = 'http://localhost/signed-in';

/** An application on a server. Without a secret it is a public client. */
export interface WebClient {
  id: string;
  secret?: string;
  redirectUri: string;
}

export type People = Record<string, Record<string, unknown>>;

export class OidcProvider {
  readonly issuer: string;
  /** Claims by login. May be changed: the next sign-in has them. */
  readonly people: People;
  /** Life of an ID token. */
  idTokenS = 300;
  readonly #server: Server;
  readonly #keys: JWK[];
  readonly #webClients: WebClient[];
  #handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;

  private constructor(issuer: string, people: People, keys: JWK[], webClients: WebClient[]) {
    this.issuer = issuer;
    this.people = people;
    this.#keys = keys;
    this.#webClients = webClients;
    this.#server = createServer((request, response) => this.#handle(request, response));
  }

  /**
   * `clients`: ids of applications that sign in with it; `webClients`: those that a server is, which comes
   * back to a page of its own. Two keys are published; the first one signs.
   */
  static async start(people: People, clients: string[], webClients: WebClient[] = []): Promise<OidcProvider> {
    const port = await freePort();
    const keys = await Promise.all([newKey('1'), newKey('2')]);
    const started = new OidcProvider(`http://localhost:${port}`, people, keys, webClients);
    started.#serve(clients);
    await new Promise<void>((resolve) => started.#server.listen(port, '127.0.0.1', () => resolve()));
    return started;
  }

  /**
   * The next key signs; the one before it is published no more. `unannounced`: one that was never published
   * until now.
   */
  async rotate(clients: string[], { unannounced = false } = {}): Promise<void> {
    this.#keys.shift();
    const key = await newKey(String(Date.now()));
    if (unannounced) this.#keys.unshift(key);
    else this.#keys.push(key);
    this.#serve(clients);
  }

  #serve(clients: string[]): void {
    const provider = new Provider(this.issuer, {
      clients: [
        ...clients.map((client_id) => ({
          client_id,
          application_type: 'native',
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code'],
          response_types: ['code'],
          redirect_uris: [REDIRECT],
        })),
        ...this.#webClients.map(({ id, secret, redirectUri }) => ({
          client_id: id,
          // `web` is for https alone.
          application_type: 'native',
          ...(secret === undefined
            ? { token_endpoint_auth_method: 'none' }
            : { token_endpoint_auth_method: 'client_secret_basic', client_secret: secret }),
          grant_types: ['authorization_code'],
          response_types: ['code'],
          redirect_uris: [redirectUri],
        })),
      ],
      jwks: { keys: this.#keys },
      scopes: ['openid', 'profile'],
      claims: { openid: ['sub'], profile: ['name', 'groups'] },
      conformIdTokenClaims: false,
      cookies: { keys: ['a secret of the test'] },
      ttl: { IdToken: () => this.idTokenS, Session: 600, Interaction: 600, Grant: 600, AccessToken: 600 },
      findAccount: async (_, id) => {
        const claims = this.people[id];
        return claims && { accountId: id, claims: async () => ({ sub: id, ...claims }) };
      },
    });
    this.#handle = provider.callback();
  }

  /** The ID token that the application gets when this person signs in to it. */
  async signIn(login: string, client: string): Promise<string> {
    const config = await openid.discovery(new URL(this.issuer), client, undefined, openid.None(), {
      execute: [openid.allowInsecureRequests],
    });
    const [verifier, state, nonce] = [
      openid.randomPKCECodeVerifier(),
      openid.randomState(),
      openid.randomNonce(),
    ];
    const start = openid.buildAuthorizationUrl(config, {
      redirect_uri: REDIRECT,
      scope: 'openid profile',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const answer = await openid.authorizationCodeGrant(config, await browse(start, login, REDIRECT), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    });
    if (!answer.id_token) throw new Error('the provider gives no ID token');
    return answer.id_token;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: 'RS256' };
}

const PAGES_MAX = 12;

/**
 * From page to page until the application at `redirectUri` has its answer: who one is, and that one agrees.
 * `login` null: one gives up at the first page.
 */
export async function browse(start: URL, login: string | null, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = start;
  let form: URLSearchParams | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const response: Response = await fetch(next, {
      method: form ? 'POST' : 'GET',
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form,
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    form = null;
    const location = response.headers.get('Location');
    if (location !== null) next = new URL(location, next);
    if (next.href.startsWith(redirectUri)) return next;
    if (location !== null) continue;
    const page = await response.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!action || !prompt) throw new Error(`the provider shows ${response.status} ${page.slice(0, 2_000)}`);
    if (login === null) {
      const abort = /href="([^"]+\/abort)"/.exec(page)?.[1];
      if (!abort) throw new Error('the provider lets nobody give up');
      next = new URL(abort, next);
      continue;
    }
    next = new URL(action, next);
    form = new URLSearchParams({ prompt, login, password: 'any' });
  }
  throw new Error('the provider goes round in circles');
}
