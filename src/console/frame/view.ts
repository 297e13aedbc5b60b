/** What every part of a page knows: who looks, in which language and zone, and how to ask the API. */
import { createContext, useContext } from 'hono/jsx';
import type { Session } from '../../access/sessions/session.ts';
import type { AppEnv } from '../../platform/http.ts';
import type { Agency } from '../../stamp/types.ts';
import type { Api } from './api.ts';
import type { Translate } from './messages.ts';
import type { Preferences } from './preferences.ts';

/** Of any page, for anyone. */
export interface View extends Preferences {
  t: Translate;
  agency: Agency;
  /** Path and query of the page, for links back to it. */
  url: URL;
  /** Milliseconds, UTC. */
  now: number;
  /** Names the deployment: assets of another one are fetched anew. */
  release: string;
  session: Session | null;
}

/** Of a page for those who have signed in. */
export interface ConsoleView extends View {
  session: Session;
  api: Api;
}

export interface ConsoleEnv extends AppEnv {
  Variables: AppEnv['Variables'] & { view: ConsoleView };
}

const Viewed = createContext<View | null>(null);
export const ViewProvider = Viewed.Provider;

/** Inside a page only. */
export function useView(): View {
  const view = useContext(Viewed);
  if (!view) throw new Error('This part stands outside of a page');
  return view;
}
