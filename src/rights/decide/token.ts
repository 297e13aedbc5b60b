/** Normalizes the names of a token, once for all decisions under it. */

import { getOrInsert } from '../get-or-insert.ts';
import { TOKENS_CACHED_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { isAction } from '../odrl/actions.ts';
import { perObject } from '../per-object.ts';
import type { Channel, ComponentType } from '../terms.ts';
import { expandTerritories, territoryCodes } from '../territories/expand.ts';
import type { Entitlement } from '../types.ts';

export interface Token {
  /** Equal for tokens of equal content. */
  key: string;
  actions?: readonly string[];
  datatypes?: readonly ComponentType[];
  locations?: ReadonlySet<string>;
  channels?: readonly Channel[];
}

const OPEN: Token = { key: '' };

const tokensByContent = new BoundedMap<Token>({ entriesMax: TOKENS_CACHED_MAX });

/** Unknown names stay in their list and match nothing. */
export function tokenOf(entitlement: Entitlement | undefined): Token {
  return entitlement === undefined ? OPEN : tokenOfEntitlement(entitlement);
}

const tokenOfEntitlement = perObject((entitlement: Entitlement): Token => {
  const { actions, datatypes, locations, channels } = entitlement;
  const key = JSON.stringify([actions, datatypes, locations, channels]);
  return getOrInsert(tokensByContent, key, () => parseToken(entitlement, key));
});

function parseToken({ actions, datatypes, locations, channels }: Entitlement, key: string): Token {
  return {
    key,
    ...(actions && { actions: actions.filter(isAction) }),
    ...(datatypes && { datatypes }),
    ...(locations && { locations: locationsOf(locations) }),
    ...(channels && { channels }),
  };
}

/** Drops unknown names, but never an exclusion: an unknown exclusion leaves nothing. */
function locationsOf(names: readonly string[]): ReadonlySet<string> {
  const knownNames = names.filter((name) => name.startsWith('-') || territoryCodes(name));
  const codes = expandTerritories(knownNames);
  return codes.ok ? codes.value : new Set();
}
