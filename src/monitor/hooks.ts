/**
 * Parses the variable ALERT_WEBHOOKS, which configures the receivers of alerts. Pure. A malformed entry is
 * reported and skipped; the other entries stay in use, so that a typo does not silence all receivers.
 */
import { z } from 'zod';
import { secretsOf } from '../platform/standard-webhooks.ts';
import { isTrustworthy } from '../platform/web-address.ts';
import { ALERT_KINDS, type AlertKind, ruleOf } from './kinds.ts';
import { HOOK_NAME_CHARS_MAX, HOOK_URL_CHARS_MAX, HOOKS_MAX } from './limits.ts';

export interface Hooks {
  hooks: Hook[];
  /** Faults of the configuration, each with its JSON path. They never quote a secret. */
  faults: string[];
}

const hook = z
  .strictObject({
    name: z
      .string()
      .regex(/^[\w.-]+$/, 'Expected letters, digits, dots and dashes')
      .max(HOOK_NAME_CHARS_MAX)
      .optional(),
    url: z
      .string()
      .max(HOOK_URL_CHARS_MAX)
      .refine(isTrustworthy, 'Expected an https address without user or fragment'),
    secret: z
      .string()
      .regex(/^ALERT_SECRET_[A-Z0-9_]{1,50}$/, 'Expected the name of a secret, ALERT_SECRET_…'),
    severity: z.enum(['critical', 'warning']).default('warning'),
    kinds: z
      .array(z.enum(ALERT_KINDS as [AlertKind, ...AlertKind[]]))
      .min(1)
      .optional(),
  })
  .transform(({ name, secret, kinds = ALERT_KINDS, ...rest }) => ({
    ...rest,
    /** Name in health, log and state. */
    name: name ?? new URL(rest.url).host,
    /** Name of the binding that holds the secret. */
    secret: secret as `ALERT_SECRET_${string}`,
    kinds,
  }));

export type Hook = z.output<typeof hook>;

/** Cache of the last parsed text. The variable changes only with a deployment. */
let cachedHooks: { text: string; parsed: Hooks } | undefined;

/**
 * Reads the hooks. `secret` returns the value of a binding; a hook without a valid secret is reported as a
 * fault.
 */
export function readHooks(
  variable: string | undefined,
  secret: (name: Hook['secret']) => string | undefined,
): Hooks {
  if (!variable?.trim()) return { hooks: [], faults: [] };
  if (cachedHooks?.text !== variable) cachedHooks = { text: variable, parsed: parse(variable) };
  const { hooks, faults } = cachedHooks.parsed;
  const unsigned = hooks.filter((hook) => secretsOf(secret(hook.secret)) === null);
  return {
    hooks: hooks.filter((hook) => !unsigned.includes(hook)),
    faults: [
      ...faults,
      ...unsigned.map(
        ({ name, secret: secretName }) =>
          `ALERT_WEBHOOKS: ${name} names ${secretName}, which is no secret of the form whsec_… of 24 to 64 bytes`,
      ),
    ],
  };
}

function parse(variable: string): Hooks {
  let json: unknown;
  try {
    json = JSON.parse(variable);
  } catch {
    return { hooks: [], faults: ['ALERT_WEBHOOKS: not JSON'] };
  }
  if (!Array.isArray(json)) return { hooks: [], faults: ['ALERT_WEBHOOKS: not a list'] };
  const faults: string[] = [];
  const hooks: Hook[] = [];
  json.forEach((entry: unknown, index) => {
    const parsed = hook.safeParse(entry);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const path = issue?.path.map((part) => `/${String(part)}`).join('') ?? '';
      faults.push(`ALERT_WEBHOOKS/${index}${path}: ${issue?.message ?? 'malformed'}`);
    } else if (hooks.some(({ name }) => name === parsed.data.name))
      faults.push(`ALERT_WEBHOOKS/${index}/name: ${parsed.data.name} is named twice: give each its own`);
    else if (hooks.length === HOOKS_MAX) faults.push(`ALERT_WEBHOOKS/${index}: more than ${HOOKS_MAX}`);
    else hooks.push(parsed.data);
  });
  return { hooks, faults };
}

export function receives(hook: Hook, kind: AlertKind): boolean {
  return hook.kinds.includes(kind) && (hook.severity === 'warning' || ruleOf(kind).severity === 'critical');
}
