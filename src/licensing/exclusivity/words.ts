/** Messages about clashes for the desk. Pure. */
import {
  compressTerritories,
  type Message,
  type Overlap,
  type Parameter,
  widestActs,
} from '../../rights/index.ts';
import type { Repair } from './repair.ts';
import { exclusivityMessage as message } from './templates.ts';

export const listParameter = (values: Iterable<string>): Parameter => ({ list: [...values] });
const words = (of: string, values: Iterable<string>): Parameter => ({
  list: [...values].map((value) => ({ of, value })),
});

/**
 * `display of photograph in JP on web and app, from 2026-12-01T00:00:00Z until 2027-01-01T00:00:00Z`. `zone`
 * is the IANA time zone of the days.
 */
export function overlapMessage(overlap: Overlap, zone = 'UTC'): Message {
  const { territories, except } = compressTerritories(overlap.territories);
  const places = words('place', territories);
  return message('exclusive.overlap', {
    acts: words('act', widestActs(overlap.acts)),
    components: words('component', overlap.components),
    places:
      except.length > 0
        ? message('exclusive.places_without', { places, except: words('place', except) })
        : places,
    channels: words('channel', overlap.channels),
    from: instant(overlap.from, 'first', zone),
    until: instant(overlap.until, 'last', zone),
  });
}

/** Whole seconds have no milliseconds. */
function instant(ms: number, edge: 'first' | 'last', zone: string): Parameter {
  const iso = new Date(ms).toISOString().replace('.000Z', 'Z');
  return { instant: iso, term: { edge, zone } };
}

const VOCABULARIES: Partial<Record<Repair['field'], string>> = {
  channels: 'channel',
  components: 'component',
  uses: 'act',
  alterations: 'alteration',
};

/**
 * Message with all repairs. `prefix` locates the lists: '' for the terms, `exclusivity.` for those of the
 * exclusivity.
 */
export function repairsMessage(repairs: Repair[], prefix: '' | 'exclusivity.', zone = 'UTC'): Message {
  if (repairs.length === 0) return message('exclusive.no_mend');
  const ways: Parameter = {
    list: repairs.map((repair) => repairMessage(repair, prefix, zone)),
    joint: 'else',
  };
  return message('exclusive.mend', { ways });
}

function repairMessage(repair: Repair, prefix: string, zone: string): Message {
  const fieldOf = (name: string): Parameter => ({ of: 'terms', value: name });
  const field = fieldOf(`${repair.field === 'products' ? '' : prefix}${repair.field}`);
  if ('add' in repair) {
    const excluded = repair.add.map((name) =>
      message('exclusive.out', { place: { of: 'place', value: name.slice(1) } }),
    );
    return message('exclusive.add', { field, places: { list: excluded, joint: 'comma' } });
  }
  if ('leaveOut' in repair) {
    const vocabulary = VOCABULARIES[repair.field];
    const values = vocabulary ? words(vocabulary, repair.leaveOut) : listParameter(repair.leaveOut);
    return message('exclusive.leave_out', { field, values });
  }
  const early = repair.field === 'ends';
  const at = instant(Date.parse(repair.at), early ? 'last' : 'first', zone);
  const fieldName = prefix === '' ? field : fieldOf(`${prefix}${early ? 'until' : 'from'}`);
  return early
    ? message('exclusive.no_later', { field: fieldName, at })
    : message('exclusive.no_earlier', { field: fieldName, at });
}
