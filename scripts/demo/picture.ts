/** Chapter 1 continues: the delivered picture has its rights written in, and every pixel as it was sent. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { until } from '../lib/until.ts';
import { listAt, stringAt, valueAt } from '../newsroom/client.ts';
import { readMedia } from '../newsroom/sample.ts';
import type { Cast } from './cast.ts';
import { isOk, isStamped } from './checks.ts';
import { expect, type Story, same, voices } from './step.ts';

export async function picture(story: Story, cast: Cast, ninjs: unknown): Promise<void> {
  const { tagblatt, reader } = voices(story);
  const { group } = cast.parties;
  const sent = await readMedia('harbor-cranes.jpg');
  const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();

  const photo = await tagblatt('fetches the photograph that the item links to', async (saw) => {
    const linked = listAt(ninjs, 'associations').find(
      (association) => valueAt(association, 'name') === 'photo-harbor',
    );
    const href = new URL(stringAt(linked, 'renditions', 0, 'href'));
    const answer = await group.get(href.pathname);
    const { receipt } = isStamped(answer);
    const digest = createHash('sha256').update(answer.bytes).digest('base64');
    same(answer.headers.get('Content-Digest'), `sha-256=:${digest}:`, 'the digest of the picture');
    const { xmp } = await sharp(answer.bytes).metadata();
    const rights = xmp?.toString('utf8') ?? '';
    const license = /<([^>]+)>; rel="license"/.exec(answer.headers.get('Link') ?? '')?.[1] ?? '';
    expect(
      license !== '' && rights.includes('UsageTerms') && rights.includes(license),
      'usage terms and the license page in the metadata',
    );
    expect(
      (await pixels(answer.bytes)).equals(await pixels(sent.bytes)),
      'the pixels that the newsroom sent',
    );
    saw(
      `200 ${answer.headers.get('Content-Type')}, ${answer.bytes.length} bytes, ${answer.bytes.length - sent.bytes.length} of them rights; not a pixel changed`,
    );
    return { bytes: answer.bytes, receipt };
  });

  await reader('checks the picture by its receipt, and one without the rights', async (saw) => {
    // What was delivered is in the log within 5 seconds; before, its digest is not known.
    const verify = async (bytes: Uint8Array) => {
      const json = { receipt: photo.receipt, picture: Buffer.from(bytes).toString('base64') };
      const answer = await until(
        () => cast.reader.send('POST', '/v1/receipts/verify', { json }),
        (answer) => valueAt(answer.json, 'picture') !== 'unknown',
      );
      isOk(answer);
      return valueAt(answer.json, 'picture');
    };
    const delivered = await verify(photo.bytes);
    same(delivered, 'unmodified', 'the verdict on the picture');
    const bare = await verify(sent.bytes);
    same(bare, 'same_picture', 'the verdict on the one without rights');
    saw(`the first: ${delivered}; the second: ${bare}`);
  });
}
