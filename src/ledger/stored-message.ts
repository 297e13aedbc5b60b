/**
 * Messages in storage: JSON beside the English text. Texts of others, and of earlier releases, have no
 * message. Pure.
 */

import type { Parameters } from '../rights/message.ts';
import { Message } from '../rights/message.ts';
import { LEDGER_TEMPLATES } from './templates.ts';

export function toStored(message: Message | string): { detail: string; message: string | null } {
  return typeof message === 'string'
    ? { detail: message, message: null }
    : { detail: message.text, message: JSON.stringify(message) };
}

/** The `message` member of a response beside its `detail`, if any. */
export function storedMember(json: string | null | undefined): { message?: Message } {
  return json ? { message: JSON.parse(json, revived) as Message } : {};
}

/** A parameter may itself be a message. */
function revived(_: string, value: unknown): unknown {
  const { key, parameters } = (value ?? {}) as { key?: string; parameters?: Parameters };
  return key !== undefined && parameters ? new Message(LEDGER_TEMPLATES, key, parameters) : value;
}
