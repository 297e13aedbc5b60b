/** What the baselines are bound to. */
export interface BaselineEnv {
  /** The answer: a JSON document. */
  DOCUMENT: Record<string, unknown>;
  /** The key that the gateway signs its access tokens with, its public half. */
  PUBLIC_KEY: JsonWebKey;
  ISSUER: string;
  DB: D1Database;
}
