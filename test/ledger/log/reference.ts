/** What a log of entries says, kept in the plainest way: the judge of the one that has a ring, packs, pages and tiles. */
import canonicalize from 'canonicalize';
import { expect } from 'vitest';
import type { NewEntry } from '../../../src/ledger/log/draft.ts';
import { unitName } from '../../../src/ledger/log/entries.ts';
import type { EntryLog } from '../../../src/ledger/log/entry-log.ts';
import { proveConsistency, proveInclusion, rootAt } from '../../../src/ledger/merkle/proof.ts';
import { leafHash, rootOf } from '../../../src/ledger/merkle.ts';
import { windowsOfDay } from '../../../src/ledger/meter.ts';
import { heldTree, storedTree } from '../../../src/ledger/transparency/trees.ts';
import type { GrantRecord } from '../../../src/ledger/types.ts';
import { naiveConsistency, naiveInclusion, naiveRoot } from '../../support/naive-merkle.ts';

export const TERM_MS = Date.UTC(2026, 0, 1);

export interface Asked {
  license: number;
  article: number;
  /** What is asked: a delivery with so many components, a refusal, or a note. */
  kind: 'delivery' | 'refusal' | 'note';
  components: number;
  /** It throws after it was entered. */
  fails: boolean;
}

interface Logged {
  seq: number;
  line: string;
  isEmpty: boolean;
}

export class Reference {
  readonly entries: Logged[] = [];
  readonly leaves = new Map<string, Uint8Array[]>();
  readonly used = new Map<string, number>();
  readonly units = new Set<string>();
  readonly items = new Set<string>();
  readonly grants = new Map<string, GrantRecord>();

  /** What an entry would be, by what is known. */
  entryOf(asked: Asked, atMs: number): NewEntry {
    const tree = `lic_${asked.license}`;
    const article = asked.kind === 'note' ? null : `itm_${asked.article}`;
    const item = article ?? `note:${asked.article}`;
    const index = this.leaves.get(tree)?.length ?? 0;
    const id = `id_${tree}_${index}`;
    const components = Array.from({ length: asked.components }, (_, n) => `cmp_${n}`);
    const fresh =
      asked.kind === 'delivery'
        ? components.filter((component) => !this.units.has(key(tree, item, nameOf(component))))
        : [];
    const grant = asked.kind === 'refusal' ? null : `grant ${item}`;
    const isFirst = grant !== null && !this.grants.has(key(tree, item, grant));
    const line = canonicalize({
      article,
      ...{ at: new Date(atMs).toISOString(), billable: fresh.length, id, index, license: tree },
      ...(fresh.length > 0 && { billed: fresh }),
    }) as string;
    return {
      ...{ tree, line, leaf: leafHash(line), id, atMs, billable: fresh.length },
      ...((fresh.length > 0 || isFirst) && {
        adds: {
          item,
          isArticle: article !== null,
          units: fresh.map(nameOf),
          ...(fresh.length > 0 && { billed: { day: dayOf(atMs), title: 'morgen' } }),
          grants: isFirst && grant ? [grant] : [],
        },
      }),
    };
  }

  append({ tree, line, leaf, id, atMs, billable, adds }: NewEntry): void {
    const leaves = this.leaves.get(tree) ?? [];
    const index = leaves.length;
    leaves.push(leaf);
    this.leaves.set(tree, leaves);
    this.entries.push({ seq: this.entries.length + 1, line, isEmpty: false });
    if (adds) this.items.add(adds.item);
    for (const unit of adds?.units ?? []) this.units.add(key(tree, adds?.item ?? '', unit));
    for (const grant of adds?.grants ?? []) {
      const record = { id, atMs, index, leaf: Buffer.from(leaf).toString('base64') };
      this.grants.set(key(tree, adds?.item ?? '', grant), record);
    }
    if (adds?.billed)
      for (const window of Object.values(windowsOfDay(adds.billed.day))) {
        const name = key(tree, window);
        this.used.set(name, (this.used.get(name) ?? 0) + billable);
      }
  }

  /** Compares everything that the log says. */
  expectSame(log: EntryLog): void {
    expect([log.lastSeq, log.nextItem]).toEqual([this.entries.length, this.items.size]);
    expect([...log.lines.after(0)].map(({ seq, line }) => ({ seq, line }))).toEqual(
      this.entries.filter(({ isEmpty }) => !isEmpty).map(({ seq, line }) => ({ seq, line })),
    );
    expect([...log.trees.sizes()]).toEqual(
      [...this.leaves]
        .map(([tree, { length }]) => [tree, length])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
    for (const [tree, leaves] of this.leaves) this.#expectTree(log, tree, leaves);
    const parts = (name: string) => name.split('\n') as [string, string, string];
    for (const unit of this.units) expect([unit, log.hasUnit(...parts(unit))]).toEqual([unit, true]);
    for (const [name, grant] of this.grants) expect(log.grantOf(...parts(name))).toEqual(grant);
  }

  #expectTree(log: EntryLog, tree: string, leaves: Uint8Array[]): void {
    const head = log.head(tree);
    expect(Buffer.from(rootOf(head))).toEqual(naiveRoot(leaves));
    const used = [...this.used].flatMap(([name, units]) => {
      const [of, window] = name.split('\n');
      return of === tree ? [[window, units]] : [];
    });
    expect(Object.fromEntries(log.trees.used(tree))).toEqual(Object.fromEntries(used));
    const size = leaves.length;
    expect(Buffer.from(rootAt(storedTree(log.trees, tree), size) ?? [])).toEqual(naiveRoot(leaves));
    const held = heldTree(log.trees, tree, head);
    const [index, from] = [Math.floor(size / 3), Math.max(1, Math.floor(size / 2))];
    expect(proveInclusion(held, index, size)).toEqual(naiveInclusion(index, leaves));
    expect(proveConsistency(held, from, size)).toEqual(naiveConsistency(from, leaves));
    expect(log.trees.record(tree, size - 1)?.atMs).toBeGreaterThan(0);
  }
}

const key = (...names: string[]) => names.join('\n');
const nameOf = (component: string) => unitName({ termMs: TERM_MS, title: 'morgen', component });
const dayOf = (atMs: number) => `${new Date(atMs).toISOString().slice(0, 10)}@${TERM_MS}`;
