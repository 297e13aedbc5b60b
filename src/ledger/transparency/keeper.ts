/**
 * Signs checkpoints and keeps them. What is signed never goes back: a tree is signed only if it continues what this object has
 * signed and what D1 has kept, and a note is given out only when both D1 and R2 have it.
 */
import type { StoredTree } from '../merkle/nodes.ts';
import { rootAt } from '../merkle/proof.ts';
import { markKept, type NewestCheckpoint, readNewest, writeNewest } from '../object-store/checkpoints.ts';
import { message } from '../templates.ts';
import { parseCheckpoint, printCheckpoint } from './checkpoint.ts';
import { checkpointKey } from './kept.ts';
import { CHECKPOINT_INTERVAL_MS } from './limits.ts';
import { parseNote } from './note.ts';
import { signAs } from './signer.ts';
import { insertCheckpoint, type KeptCheckpoint, newestKept } from './store.ts';
import { storedTree } from './trees.ts';
import { find, originIn, settle, type Workplace } from './workplace.ts';

export class CheckpointKeeper {
  readonly #at: Workplace;

  constructor(at: Workplace) {
    this.#at = at;
  }

  /**
   * The newest kept checkpoint, after a look whether the tree still continues it. Signs a new one when the tree has grown and the
   * interval is over, or `atOnce`. Null: the tree is not this object's to vouch for while it moves, or it cannot be vouched for and
   * nothing was kept of it before; there is a finding then. Throws when D1 or R2 is out of reach.
   */
  async newest(tree: string, { atOnce = false } = {}): Promise<NewestCheckpoint | null> {
    if (this.#at.isElsewhere(tree)) return null;
    const own = readNewest(this.#at.sql, tree);
    if (own) {
      // Signed before a crash or an outage: it must be kept before anything newer is.
      if (!own.kept) await this.#keep(tree, own);
      if (this.#at.isElsewhere(tree)) return null;
      const elapsed = this.#at.now() - own.atMs;
      const recent = elapsed >= 0 && elapsed < CHECKPOINT_INTERVAL_MS;
      const stored = storedTree(this.#at.trees, tree);
      if (!this.#continues(tree, stored, own) || stored.size === own.size || (recent && !atOnce)) return own;
    }
    return this.#sign(tree);
  }

  async #sign(tree: string): Promise<NewestCheckpoint | null> {
    const kept = await newestKept(this.#at.env.DB, originIn(this.#at, tree));
    // From here to the end of the transaction nothing is awaited: the tree can neither grow nor leave meanwhile.
    if (this.#at.isElsewhere(tree)) return null;
    const own = readNewest(this.#at.sql, tree);
    const known = kept ? asNewest(kept) : null;
    const stored = storedTree(this.#at.trees, tree);
    if (![own, known].every((earlier) => !earlier || this.#continues(tree, stored, earlier)))
      return larger(own?.kept ? own : null, known);
    const signed = known?.size === stored.size ? known : (this.#signed(tree, stored) ?? null);
    const next = own && signed && own.size >= signed.size ? own : signed;
    if (!next) return null;
    if (next !== own) this.#at.transaction(() => writeNewest(this.#at.sql, tree, next));
    if (!next.kept) await this.#keep(tree, next);
    settle(this.#at, 'log_rewound', originIn(this.#at, tree));
    settle(this.#at, 'log_rewritten', originIn(this.#at, tree));
    return { ...next, kept: true };
  }

  #signed(tree: string, stored: StoredTree): NewestCheckpoint | null {
    const origin = originIn(this.#at, tree);
    const root = rootAt(stored, stored.size);
    if (!root) return null;
    const text = printCheckpoint({ origin, size: stored.size, root });
    const note = signAs(this.#at.env.SIGNING_KEYS, origin, text);
    return { size: stored.size, atMs: this.#at.now(), note, cosignatures: '', kept: false };
  }

  /** Whether the tree as stored begins with what was signed. */
  #continues(tree: string, stored: StoredTree, { size, note }: NewestCheckpoint): boolean {
    const origin = originIn(this.#at, tree);
    if (stored.size < size) {
      find(this.#at, 'log_rewound', origin, message('log.rewound', { signed: size, size: stored.size }));
      return false;
    }
    const signed = parseCheckpoint(parseNote(note)?.text ?? '');
    if (signed && rootIs(stored, size, signed.root)) return true;
    find(this.#at, 'log_rewritten', origin, message('log.rewritten', { size }));
    return false;
  }

  /** Repeats harmlessly. */
  async #keep(tree: string, { size, atMs, note }: NewestCheckpoint): Promise<void> {
    const { sql, env } = this.#at;
    const origin = originIn(this.#at, tree);
    // Durable here before anywhere else: what D1 has, this object must not forget.
    await this.#at.sync();
    await insertCheckpoint(env.DB, origin, { size, at: new Date(atMs).toISOString(), note });
    await env.BUCKET.put(checkpointKey(origin, size), note, {
      httpMetadata: { contentType: 'text/plain; charset=utf-8' },
    });
    markKept(sql, tree, size);
  }
}

/** A node that is not there is no less a fault than one that differs. */
function rootIs(stored: StoredTree, size: number, root: Uint8Array): boolean {
  try {
    return Buffer.from(root).equals(rootAt(stored, size) ?? Buffer.alloc(0));
  } catch {
    return false;
  }
}

function asNewest({ size, at, note, cosignatures }: KeptCheckpoint): NewestCheckpoint {
  return { size, atMs: Date.parse(at), note, cosignatures, kept: true };
}

function larger(one: NewestCheckpoint | null, other: NewestCheckpoint | null): NewestCheckpoint | null {
  return one && other ? (one.size >= other.size ? one : other) : (one ?? other);
}
