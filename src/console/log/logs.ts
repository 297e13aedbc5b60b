/** Selects a log: the agency's, the operators', or a license's. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { AGENCY_LOG } from '../../ledger/transparency/origins.ts';
import type { EntityControl } from '../entities/address.tsx';
import { type Api, unwrap } from '../frame/api.ts';

export const LOGS = [AGENCY_LOG, OPERATORS_LOG];
/** Control for a license's log; `literal` matches the other logs. */
export const LICENSE_LOG: EntityControl = {
  name: 'log',
  label: 'log.of_license',
  kinds: ['license'],
  literal: /^(agency|operators)$/,
};
const isAgency = (log: string) => log === AGENCY_LOG;

/** The functions below throw `ApiError`. */
export const checkpointsOf = (api: Api, log: string, page: { cursor?: string }) =>
  unwrap(
    isAgency(log)
      ? api.GET('/v1/log/checkpoints', { params: { query: page } })
      : api.GET('/v1/audit/checkpoints', { params: { query: { ...page, license: log } } }),
  );

export const keysOf = (api: Api, log: string) =>
  unwrap(api.GET('/v1/log/keys', { params: { query: isAgency(log) ? {} : { license: log } } }));

const checkpointOf = (api: Api, log: string, size: number) =>
  unwrap(
    isAgency(log)
      ? api.GET('/v1/log/checkpoint', { params: { query: { size } }, parseAs: 'text' })
      : api.GET('/v1/audit/checkpoints/{license}', {
          params: { path: { license: log }, query: { size } },
          parseAs: 'text',
        }),
  );

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
