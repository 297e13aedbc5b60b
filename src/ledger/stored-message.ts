/**
 * Messages as they are stored: JSON beside their English text. What somebody else gave as the reason has none, nor has what a release
 * before this stored. Pure.
 */

import type { Parameters } from '../rights/message.ts';
import { Message } from '../rights/message.ts';
import { LEDGER_TEMPLATES } from './templates.ts';

export function toStored(message: Message | string): { detail: string; message: string | null } {
  return typeof message === 'string'
    ? { detail: message, message: null }
    : { detail: message.text, message: JSON.stringify(message) };
}

/** The member of an answer beside its `detail`, where there is a message. */
export function storedMember(json: string | null | undefined): { message?: Message } {
  return json ? { message: JSON.parse(json, revived) as Message } : {};
}

/** A parameter may be a message, too. */
function revived(_: string, value: unknown): unknown {
  const { key, parameters } = (value ?? {}) as { key?: string; parameters?: Parameters };
  return key !== undefined && parameters ? new Message(LEDGER_TEMPLATES, key, parameters) : value;
}
