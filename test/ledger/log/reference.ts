/**
 * What a log of entries says, kept in the plainest way: the judge of the one that has a ring, packs, pages
 * and tiles.
 */
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
import { NaiveTree } from '../../support/naive-merkle.ts';

const TERM_MS = Date.UTC(2026, 0, 1);

export interface EntryRequest {
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
  entries: Logged[] = [];
  trees = new Map<string, NaiveTree>();
  used = new Map<string, number>();
  units = new Set<string>();
  items = new Set<string>();
  grants = new Map<string, GrantRecord>();

  copy(): Reference {
    return Object.assign(new Reference(), {
      entries: [...this.entries],
      trees: new Map([...this.trees].map(([name, tree]) => [name, tree.copy()])),
      used: new Map(this.used),
      units: new Set(this.units),
      items: new Set(this.items),
      grants: new Map(this.grants),
    });
  }

  /** What an entry would be, by what is known. */
  entryOf(request: EntryRequest, atMs: number): NewEntry {
    const tree = `lic_${request.license}`;
    const article = request.kind === 'note' ? null : `itm_${request.article}`;
    const item = article ?? `note:${request.article}`;
    const index = this.trees.get(tree)?.leaves.length ?? 0;
    const id = `id_${tree}_${index}`;
    const components = Array.from({ length: request.components }, (_, n) => `cmp_${n}`);
    const fresh =
      request.kind === 'delivery'
        ? components.filter((component) => !this.units.has(key(tree, item, nameOf(component))))
        : [];
    const grant = request.kind === 'refusal' ? null : `grant ${item}`;
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
    const of = this.trees.get(tree) ?? new NaiveTree();
    this.trees.set(tree, of);
    const index = of.leaves.push(leaf) - 1;
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
      [...this.trees]
        .map(([name, { leaves }]) => [name, leaves.length])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
    for (const [name, tree] of this.trees) this.#expectTree(log, name, tree);
    const parts = (name: string) => name.split('\n') as [string, string, string];
    expect([...this.units].filter((unit) => !log.hasUnit(...parts(unit)))).toEqual([]);
    expect([...this.grants.keys()].map((name) => log.grantOf(...parts(name)))).toEqual([
      ...this.grants.values(),
    ]);
  }

  #expectTree(log: EntryLog, name: string, naive: NaiveTree): void {
    const head = log.head(name);
    expect(Buffer.from(rootOf(head))).toEqual(naive.root());
    const used = [...this.used].flatMap(([counter, units]) => {
      const [of, window] = counter.split('\n');
      return of === name ? [[window, units]] : [];
    });
    expect(Object.fromEntries(log.trees.used(name))).toEqual(Object.fromEntries(used));
    const size = naive.leaves.length;
    expect(Buffer.from(rootAt(storedTree(log.trees, name), size) ?? [])).toEqual(naive.root());
    const held = heldTree(log.trees, name, head);
    const [index, from] = [Math.floor(size / 3), Math.max(1, Math.floor(size / 2))];
    expect(proveInclusion(held, index, size)).toEqual(naive.inclusion(index));
    expect(proveConsistency(held, from, size)).toEqual(naive.consistency(from));
    expect(log.trees.record(name, size - 1)?.atMs).toBeGreaterThan(0);
  }
}

const key = (...names: string[]) => names.join('\n');
const nameOf = (component: string) => unitName({ termMs: TERM_MS, title: 'morgen', component });
const dayOf = (atMs: number) => `${new Date(atMs).toISOString().slice(0, 10)}@${TERM_MS}`;
