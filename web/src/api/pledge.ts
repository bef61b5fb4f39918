import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Pledge = Schemas['Pledge'];
export type Pledges = Schemas['Pledges'];
export type Pledged = Schemas['Pledged'];

const key = ['pledge'] as const;

export const pledgeQuery = queryOptions({
  queryKey: [...key, 'own'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/pledge', { signal })),
});

export const pledgesQuery = queryOptions({
  queryKey: [...key, 'all'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/pledges', { signal })),
});

/** Accepts the rules of a version; refused when another one holds by now. */
export const acceptPledge = (version: string): Promise<Pledge> => data(api.PUT('/api/v1/pledge', { body: { version } }));
