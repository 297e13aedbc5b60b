/** Clashes as the desk reads them. Pure. */
import {
  compressTerritories,
  type Message,
  type Overlap,
  type Parameter,
  widestActs,
} from '../../rights/index.ts';
import type { Mend } from './mend.ts';
import { exclusivityMessage as message } from './templates.ts';

export const named = (values: Iterable<string>): Parameter => ({ list: [...values] });
const words = (of: string, values: Iterable<string>): Parameter => ({
  list: [...values].map((value) => ({ of, value })),
});

/** `display of photograph in JP on web and app, from 2026-12-01T00:00:00Z until 2027-01-01T00:00:00Z`. `zone`: IANA name, of the days. */
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

/** Whole seconds are said without their milliseconds. */
function instant(ms: number, edge: 'first' | 'last', zone: string): Parameter {
  const iso = new Date(ms).toISOString().replace('.000Z', 'Z');
  return { instant: iso, term: { edge, zone } };
}

const VOCABULARIES: Partial<Record<Mend['field'], string>> = {
  channels: 'channel',
  components: 'component',
  uses: 'act',
  alterations: 'alteration',
};

/** `prefix` is where the lists stand: '' for the terms, `exclusivity.` for those of the exclusivity. */
export function mendsMessage(mends: Mend[], prefix: '' | 'exclusivity.', zone = 'UTC'): Message {
  if (mends.length === 0) return message('exclusive.no_mend');
  const ways: Parameter = { list: mends.map((mend) => mendMessage(mend, prefix, zone)), joint: 'else' };
  return message('exclusive.mend', { ways });
}

function mendMessage(mend: Mend, prefix: string, zone: string): Message {
  const fieldOf = (name: string): Parameter => ({ of: 'terms', value: name });
  const field = fieldOf(`${mend.field === 'products' ? '' : prefix}${mend.field}`);
  if ('add' in mend) {
    const out = mend.add.map((name) =>
      message('exclusive.out', { place: { of: 'place', value: name.slice(1) } }),
    );
    return message('exclusive.add', { field, places: { list: out, joint: 'comma' } });
  }
  if ('leaveOut' in mend) {
    const vocabulary = VOCABULARIES[mend.field];
    const values = vocabulary ? words(vocabulary, mend.leaveOut) : named(mend.leaveOut);
    return message('exclusive.leave_out', { field, values });
  }
  const early = mend.field === 'ends';
  const at = instant(Date.parse(mend.at), early ? 'last' : 'first', zone);
  const own = prefix === '' ? field : fieldOf(`${prefix}${early ? 'until' : 'from'}`);
  return early
    ? message('exclusive.no_later', { field: own, at })
    : message('exclusive.no_earlier', { field: own, at });
}
