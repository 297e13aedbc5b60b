/**
 * Somebody else's verdict on Content Credentials: c2pa-rs, compiled for the web, without a trust list and
 * without the network.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync, WasmReader } from '@contentauth/c2pa-wasm';

const MODULE = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
/** A manifest that is kept elsewhere is not fetched: the verdict is on what the file itself has. */
const OFFLINE = JSON.stringify({ settings: { verify: { remote_manifest_fetch: false } } });

let isReady = false;

export interface CredentialVerdict {
  /** `Valid` or `Invalid`; null: no manifest could be read. */
  state: string | null;
  /** Codes of what failed; of one without a manifest, why none could be read. */
  failures: string[];
}

export async function credentialVerdict(bytes: Uint8Array, type: string): Promise<CredentialVerdict> {
  if (!isReady) initSync({ module: readFileSync(MODULE) });
  isReady = true;
  try {
    const reader = await WasmReader.fromBytes(type, bytes, OFFLINE);
    const { validation_state, validation_status } = JSON.parse(reader.json()) as {
      validation_state: string;
      validation_status?: { code: string }[];
    };
    return {
      state: validation_state,
      failures: (validation_status ?? []).map(({ code }) => code).toSorted(),
    };
  } catch (error) {
    return { state: null, failures: [String(error)] };
  }
}
