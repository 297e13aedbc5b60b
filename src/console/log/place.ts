/** Which log a page is about: that of the agency, that of the operators, or that of a license by its id. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { AGENCY_LOG } from '../../ledger/transparency/origins.ts';
import type { EntityControl } from '../entities/address.tsx';
import { type Api, unwrap } from '../frame/api.ts';

export const LOGS = [AGENCY_LOG, OPERATORS_LOG];
/** Any other log is that of a license. `literal`: those of LOGS. */
export const LICENSE_LOG: EntityControl = {
  name: 'log',
  label: 'log.of_license',
  kinds: ['license'],
  literal: /^(agency|operators)$/,
};
const isAgency = (log: string) => log === AGENCY_LOG;

/** Throws `ApiError`, as all of these. */
export const checkpointsOf = (api: Api, log: string, page: { cursor?: string }) =>
  unwrap(
    isAgency(log)
      ? api.GET('/v1/log/checkpoints', { params: { query: page } })
      : api.GET('/v1/audit/checkpoints', { params: { query: { ...page, license: log } } }),
  );

export const keysOf = (api: Api, log: string) =>
  unwrap(api.GET('/v1/log/keys', { params: { query: isAgency(log) ? {} : { license: log } } }));

/** The stored checkpoint of this size, a signed note. */
const checkpointOf = (api: Api, log: string, size: number) =>
  unwrap(
    isAgency(log)
      ? api.GET('/v1/log/checkpoint', { params: { query: { size } }, parseAs: 'text' })
      : api.GET('/v1/audit/checkpoints/{license}', {
          params: { path: { license: log }, query: { size } },
          parseAs: 'text',
        }),
  );

/** Two stored checkpoints, and the proof that the larger one continues the smaller. */
export async function consistencyOf(api: Api, log: string, [from, to]: [number, number]) {
  const query = { from, to };
  const [older, newer, proof] = await Promise.all([
    checkpointOf(api, log, from),
    checkpointOf(api, log, to),
    unwrap(
      isAgency(log)
        ? api.GET('/v1/log/consistency', { params: { query } })
        : api.GET('/v1/audit/proofs/{license}', { params: { path: { license: log }, query } }),
    ),
  ]);
  return { older, newer, proof };
}
