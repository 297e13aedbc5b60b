/** Which rights kinds of customers buy. */
import type { Channel, ComponentType, NamedTerms } from '../../../src/rights/terms.ts';

export type Rights = Pick<NamedTerms, 'uses' | 'components' | 'channels'>;

const TEXT: ComponentType[] = ['dispatch'];
const PRESS: ComponentType[] = ['dispatch', 'photograph', 'graphic'];
const ALL: ComponentType[] = ['dispatch', 'photograph', 'graphic', 'logo'];
const ONLINE: Channel[] = ['web', 'app'];

export const RIGHTS = {
  newspapers: {
    uses: ['reproduce', 'distribute', 'display', 'print', 'archive'],
    components: ALL,
    channels: [...ONLINE, 'newsletter', 'print', 'epaper'],
  },
  newspaper: {
    uses: ['reproduce', 'distribute', 'display', 'print'],
    components: PRESS,
    channels: [...ONLINE, 'print'],
  },
  portal: {
    uses: ['reproduce', 'distribute', 'display', 'index', 'search'],
    components: PRESS,
    channels: [...ONLINE, 'social'],
  },
  broadcaster: {
    uses: ['reproduce', 'distribute', 'display', 'textToSpeech'],
    components: PRESS,
    channels: ['broadcast', 'web'],
  },
  monitoring: { uses: ['display', 'index', 'search'], components: TEXT, channels: ['intranet'] },
  search: { uses: ['search'], components: TEXT, channels: ONLINE },
  answers: { uses: ['ai-input', 'ai-index', 'search'], components: TEXT, channels: ONLINE },
  pictures: {
    uses: ['reproduce', 'distribute', 'display', 'print'],
    components: ['photograph'],
    channels: [...ONLINE, 'print', 'social'],
  },
} satisfies Record<string, Rights>;
