/** Pictures inside of a preview: its page may fetch nothing, from nowhere, and whoever asked for it once need not ask for each. */
import type { Component } from '../../articles/model.ts';
import type { Env } from '../../platform/env.ts';
import { Refusal } from '../../platform/problem.ts';
import { bytesOf } from '../component-bytes.ts';
import { PREVIEW_PICTURES_BYTES_MAX } from './limits.ts';

/** `data:` addresses by component, as far as there is room; a picture whose bytes are out of reach is left out, too. */
export async function picturesInside(env: Env, components: Component[]): Promise<Map<string, string>> {
  const inside = new Map<string, string>();
  let bytesLeft = PREVIEW_PICTURES_BYTES_MAX;
  for (const component of components) {
    const { content } = component;
    if (!content?.contentType.startsWith('image/') || content.bytes > bytesLeft) continue;
    const bytes = await readBytes(env, component);
    if (!bytes) continue;
    bytesLeft -= bytes.byteLength;
    inside.set(component.id, `data:${content.contentType};base64,${Buffer.from(bytes).toString('base64')}`);
  }
  return inside;
}

async function readBytes(env: Env, component: Component): Promise<ArrayBuffer | null> {
  try {
    return await (await bytesOf(env, component)).arrayBuffer();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
