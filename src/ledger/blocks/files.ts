/**
 * Segments in R2: one file each, with the bodies of its blocks deflated one by one, so that a block can be
 * read by itself. The manifest, which is in the database and in the bucket, says where each block is.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Env } from '../../platform/env.ts';
import { type Address, type BlockHead, linesOfBody, sha256OfLines } from './block.ts';

/** The stores that the log is read from. */
export type LogStore = Pick<Env, 'DB' | 'BUCKET'>;

/** A block in a file: where its deflated body begins, and how long it is. */
export interface FiledBlock extends BlockHead {
  offset: number;
  length: number;
}

/**
 * Limit of an inflated body, bytes. A body of 256 entries has half of it, and a single entry may be as large
 * as an entry may be.
 */
const BODY_BYTES_MAX = 4_000_000;

export function fileOfBlocks(blocks: readonly (BlockHead & { body: string })[]): {
  bytes: Uint8Array;
  blocks: FiledBlock[];
} {
  let offset = 0;
  const deflated = blocks.map(({ body }) => deflateRawSync(body, { level: 9 }));
  const filed = blocks.map(({ body: _body, ...head }, at) => {
    const length = deflated[at]?.length ?? 0;
    offset += length;
    return { ...head, offset: offset - length, length };
  });
  return { bytes: new Uint8Array(Buffer.concat(deflated)), blocks: filed };
}

/** Throws when the body is not the one that was filed. */
export function bodyInFile(bytes: Uint8Array, { first, sha256 }: FiledBlock): string {
  const body = inflateRawSync(bytes, { maxOutputLength: BODY_BYTES_MAX }).toString();
  if (sha256OfLines(linesOfBody(body)) !== sha256)
    throw new Error(`block ${first} in R2 is not the one that was filed`);
  return body;
}

/**
 * Bodies of blocks (by shard and first sequence) that the database does not have. Throws when one is not in
 * R2, or has another hash.
 */
export async function readFiled({ DB, BUCKET }: LogStore, blocks: Address[]): Promise<Map<string, string>> {
  if (blocks.length === 0) return new Map();
  const { results } = await DB.prepare(
    `SELECT block.value ->> 'shard' AS shard, block.value ->> 'seq' AS first, manifest ->> 'file' AS file,
       (SELECT filed.value FROM json_each(manifest, '$.blocks') AS filed
         WHERE filed.value ->> 'first' = block.value ->> 'seq') AS filed
     FROM json_each(?) AS block CROSS JOIN archive_parts ON object = block.value ->> 'shard'
       AND part = (SELECT max(part) FROM archive_parts AS one
         WHERE one.object = block.value ->> 'shard' AND one.part <= block.value ->> 'seq')`,
  )
    .bind(JSON.stringify(blocks))
    .all<{ shard: string; first: number; file: string; filed: string }>();
  const bodies = await Promise.all(
    results.map(async ({ shard, first, file, filed: text }): Promise<[string, string]> => {
      const filed = JSON.parse(text) as FiledBlock;
      const { offset, length } = filed;
      const stored = await BUCKET.get(file, { range: { offset, length } });
      if (!stored) throw new Error(`${file} is not in R2`);
      return [keyOf({ shard, seq: first }), bodyInFile(new Uint8Array(await stored.arrayBuffer()), filed)];
    }),
  );
  if (bodies.length < blocks.length) throw new Error('a block is neither in the database nor in R2');
  return new Map(bodies);
}

export const keyOf = ({ shard, seq }: Address): string => `${seq} ${shard}`;
