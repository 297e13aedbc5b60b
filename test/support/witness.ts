/**
 * A witness as C2SP tlog-witness describes it, written from the specification and sharing no code with the
 * gateway.
 */
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

const sha256 = (...parts: (Uint8Array | string)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const node = (left: Buffer, right: Buffer) => sha256(Buffer.from([1]), left, right);

export interface WitnessReply {
  status: number;
  type?: string;
  body: string;
}

export class TestWitness {
  readonly name: string;
  readonly #keys = generateKeyPairSync('ed25519');
  readonly #logs: Map<string, string>;
  /** By origin: the largest checkpoint that was cosigned. */
  readonly cosigned = new Map<string, { size: number; root: Buffer }>();
  requests = 0;

  /** `logs`: verifier keys of the logs that it knows, filled by whoever runs it. */
  constructor(name: string, logs: Map<string, string> = new Map()) {
    this.name = name;
    this.#logs = logs;
  }

  trust(origin: string, verifierKey: string): void {
    this.#logs.set(origin, verifierKey);
  }

  get #publicKey(): Buffer {
    return Buffer.from(this.#keys.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  }

  get #keyId(): Buffer {
    return sha256(`${this.name}\n`, Buffer.from([4]), this.#publicKey).subarray(0, 4);
  }

  get verifierKey(): string {
    return `${this.name}+${this.#keyId.toString('hex')}+${Buffer.concat([Buffer.from([4]), this.#publicKey]).toString('base64')}`;
  }

  addCheckpoint(body: string, seconds = Math.floor(Date.now() / 1000)): WitnessReply {
    this.requests++;
    const gap = body.indexOf('\n\n');
    const [first = '', ...proof] = body.slice(0, gap).split('\n');
    const note = body.slice(gap + 2);
    const old = Number(/^old (0|[1-9]\d*)$/.exec(first)?.[1] ?? Number.NaN);
    const end = note.lastIndexOf('\n\n');
    const text = note.slice(0, end + 1);
    const [origin = '', size = '', root = ''] = text.split('\n');
    const trusted = this.#logs.get(origin);
    if (!trusted) return { status: 404, body: 'unknown log\n' };
    if (!this.#signed(text, note.slice(end + 2), origin, trusted))
      return { status: 403, body: 'not signed\n' };
    if (Number.isNaN(old) || old > Number(size)) return { status: 400, body: 'old size\n' };
    const last = this.cosigned.get(origin) ?? { size: 0, root: sha256() };
    if (last.size !== old) return { status: 409, type: 'text/x.tlog.size', body: `${last.size}\n` };
    const hashes = proof.map((line) => Buffer.from(line, 'base64'));
    const next = { size: Number(size), root: Buffer.from(root, 'base64') };
    if (!consistent(last, next, hashes)) return { status: 422, body: 'not consistent\n' };
    this.cosigned.set(origin, next);
    return { status: 200, body: this.cosign(text, seconds) };
  }

  cosign(text: string, seconds: number): string {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(seconds));
    const signature = sign(
      null,
      Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`),
      this.#keys.privateKey,
    );
    return `— ${this.name} ${Buffer.concat([this.#keyId, time, signature]).toString('base64')}\n`;
  }

  #signed(text: string, lines: string, origin: string, verifierKey: string): boolean {
    const [, id = '', key = ''] = /\+([0-9a-f]{8})\+(.*)$/.exec(verifierKey) ?? [];
    const line = lines.split('\n').find((line) => line.startsWith(`— ${origin} `));
    const bytes = Buffer.from(line?.slice(`— ${origin} `.length) ?? '', 'base64');
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(key, 'base64').subarray(1),
    ]);
    return (
      bytes.subarray(0, 4).toString('hex') === id &&
      verify(
        null,
        Buffer.from(text),
        createPublicKey({ key: spki, format: 'der', type: 'spki' }),
        bytes.subarray(4),
      )
    );
  }
}

type Tree = { size: number; root: Buffer };

/** RFC 6962 §2.1.2, worked out from the top down: the proof is used up exactly, and gives both roots. */
function consistent(older: Tree, newer: Tree, hashes: Buffer[]): boolean {
  if (older.size === 0) return hashes.length === 0;
  if (older.size === newer.size) return hashes.length === 0 && older.root.equals(newer.root);
  const rest = [...hashes];
  const roots = (from: number, size: number, known: boolean): [Buffer, Buffer] => {
    if (from === size) {
      const root = known ? older.root : rest.shift();
      if (!root) throw new Error('too short');
      return [root, root];
    }
    let split = 1;
    while (split * 2 < size) split *= 2;
    const right = from > split;
    const [old, now] = right ? roots(from - split, size - split, false) : roots(from, split, known);
    const sibling = rest.shift();
    if (!sibling) throw new Error('too short');
    return right ? [node(sibling, old), node(sibling, now)] : [old, node(now, sibling)];
  };
  try {
    const [old, now] = roots(older.size, newer.size, true);
    return rest.length === 0 && old.equals(older.root) && now.equals(newer.root);
  } catch {
    return false;
  }
}
