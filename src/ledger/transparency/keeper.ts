/**
 * Signs and stores checkpoints. A tree is signed only if it continues what this object has signed and what D1
 * has stored, and a note is published only when both D1 and R2 have it.
 */
import type { StoredTree } from '../merkle/nodes.ts';
import { rootAt } from '../merkle/proof.ts';
import { markStored, type NewestCheckpoint, readNewest, writeNewest } from '../object-store/checkpoints.ts';
import { message } from '../templates.ts';
import { parseCheckpoint, printCheckpoint } from './checkpoint.ts';
import { checkpointKey } from './checkpoint-key.ts';
import { CHECKPOINT_INTERVAL_MS } from './limits.ts';
import { type LogDeps, originIn, reportFinding, settleFindingOf } from './log-deps.ts';
import { parseNote } from './note.ts';
import { isNoteOf } from './origins.ts';
import { signAs } from './signer.ts';
import { insertCheckpoint, newestStored, type StoredCheckpoint } from './store.ts';
import { storedTree } from './trees.ts';

export class CheckpointKeeper {
  readonly #deps: LogDeps;

  constructor(deps: LogDeps) {
    this.#deps = deps;
  }

  /**
   * The newest stored checkpoint, after checking that the tree still continues it. Signs a new one if the
   * tree has grown and the interval is over, or with `atOnce`, or if the log has another name now. Null: the
   * tree is in migration, or it is inconsistent and had no checkpoint; then there is a finding. Throws if D1
   * or R2 is out of reach.
   */
  async newest(tree: string, { atOnce = false } = {}): Promise<NewestCheckpoint | null> {
    if (this.#deps.isElsewhere(tree)) return null;
    const newest = readNewest(this.#deps.sql, tree);
    if (newest && this.#isOfLog(tree, newest)) {
      // Signed before a crash or outage: must be stored before a newer one.
      if (!newest.isStored) await this.#store(tree, newest);
      if (this.#deps.isElsewhere(tree)) return null;
      const elapsed = this.#deps.now() - newest.atMs;
      const recent = elapsed >= 0 && elapsed < CHECKPOINT_INTERVAL_MS;
      const stored = storedTree(this.#deps.trees, tree);
      if (!this.#continues(tree, stored, newest) || stored.size === newest.size || (recent && !atOnce))
        return newest;
    }
    return this.#sign(tree);
  }

  async #sign(tree: string): Promise<NewestCheckpoint | null> {
    const storedNewest = await newestStored(this.#deps.env.DB, originIn(this.#deps, tree));
    // No `await` from here to the end of the transaction, so the tree neither grows nor leaves.
    if (this.#deps.isElsewhere(tree)) return null;
    const latest = readNewest(this.#deps.sql, tree);
    const databaseNewest = storedNewest ? asNewest(storedNewest) : null;
    const stored = storedTree(this.#deps.trees, tree);
    if (![latest, databaseNewest].every((earlier) => !earlier || this.#continues(tree, stored, earlier)))
      return larger(latest?.isStored ? latest : null, databaseNewest);
    const signed =
      databaseNewest?.size === stored.size ? databaseNewest : (this.#signed(tree, stored) ?? null);
    const isNewest = latest && signed && latest.size >= signed.size && this.#isOfLog(tree, latest);
    const next = isNewest ? latest : signed;
    if (!next) return null;
    if (next !== latest) this.#deps.transaction(() => writeNewest(this.#deps.sql, tree, next));
    if (!next.isStored) await this.#store(tree, next);
    settleFindingOf(this.#deps, 'log_rewound', originIn(this.#deps, tree));
    settleFindingOf(this.#deps, 'log_rewritten', originIn(this.#deps, tree));
    return { ...next, isStored: true };
  }

  #isOfLog(tree: string, { note }: NewestCheckpoint): boolean {
    return isNoteOf(originIn(this.#deps, tree), note);
  }

  #signed(tree: string, stored: StoredTree): NewestCheckpoint | null {
    const origin = originIn(this.#deps, tree);
    const root = rootAt(stored, stored.size);
    if (!root) return null;
    const text = printCheckpoint({ origin, size: stored.size, root });
    const note = signAs(this.#deps.env.SIGNING_KEYS, origin, text);
    return { size: stored.size, atMs: this.#deps.now(), note, cosignatures: '', isStored: false };
  }

  /** Whether the stored tree begins with the signed one. */
  #continues(tree: string, stored: StoredTree, { size, note }: NewestCheckpoint): boolean {
    const origin = originIn(this.#deps, tree);
    if (stored.size < size) {
      reportFinding(
        this.#deps,
        'log_rewound',
        origin,
        message('log.rewound', { signed: size, size: stored.size }),
      );
      return false;
    }
    const signed = parseCheckpoint(parseNote(note)?.text ?? '');
    if (signed && rootIs(stored, size, signed.root)) return true;
    reportFinding(this.#deps, 'log_rewritten', origin, message('log.rewritten', { size }));
    return false;
  }

  /** Idempotent. */
  async #store(tree: string, { size, atMs, note }: NewestCheckpoint): Promise<void> {
    const { sql, env } = this.#deps;
    const origin = originIn(this.#deps, tree);
    // Durable here first: the object must not forget what D1 has.
    await this.#deps.sync();
    await insertCheckpoint(env.DB, origin, { size, at: new Date(atMs).toISOString(), note });
    await env.BUCKET.put(checkpointKey(origin, size), note, {
      httpMetadata: { contentType: 'text/plain; charset=utf-8' },
    });
    markStored(sql, tree, size);
  }
}

/** A missing node is a fault like a different one. */
function rootIs(stored: StoredTree, size: number, root: Uint8Array): boolean {
  try {
    return Buffer.from(root).equals(rootAt(stored, size) ?? Buffer.alloc(0));
  } catch {
    return false;
  }
}

function asNewest({ size, at, note, cosignatures }: StoredCheckpoint): NewestCheckpoint {
  return { size, atMs: Date.parse(at), note, cosignatures, isStored: true };
}

function larger(a: NewestCheckpoint | null, b: NewestCheckpoint | null): NewestCheckpoint | null {
  return a && b ? (a.size >= b.size ? a : b) : (a ?? b);
}
