import { queryOptions } from '@tanstack/react-query';
import { get, post } from './http';
import type { components } from './schema';
import type { Sent } from './sent';

export type FigureName = 'mine' | 'visible' | 'new_this_week' | 'uncertain' | 'never_contacted' | 'silent_90_days';

type Schemas = components['schemas'];

export type Figure = Sent<Schemas['Figure']>;
export type RecentCustomer = Sent<Schemas['RecentCustomer']>;
export type DoubtfulFact = Sent<Schemas['DoubtfulFact']>;
export type ComingBirthday = Sent<Schemas['ComingBirthday']>;
export type Activity = Schemas['Activity'];
export type PersonFigures = Sent<Schemas['PersonFigures']>;
export type HouseState = Sent<Schemas['House']>;
export type LogState = Sent<Schemas['LogState']>;

export type Waiting = Sent<Schemas['Waiting']>;
export type WaitingKind = Waiting['mine'][number];
export type WaitingLine = WaitingKind['lines'][number];

export type Workbench = Omit<Sent<Schemas['Workbench']>, 'counts' | 'activity'> & {
  counts: Record<FigureName, Figure>;
  activity: Activity[];
};

export const workbenchQuery = queryOptions({
  queryKey: ['workbench'],
  queryFn: ({ signal }) => get<Workbench>('/workbench', {}, signal),
  staleTime: 20_000,
});

export const waitingQuery = queryOptions({
  queryKey: ['workbench', 'waiting'],
  queryFn: ({ signal }) => get<Waiting>('/workbench/waiting', {}, signal),
  staleTime: 20_000,
});

/** Does what can be done at once, as the server described it. */
export const doAtOnce = ({ path, version, body }: NonNullable<WaitingLine['at_once']>): Promise<unknown> =>
  post(path, body ?? undefined, version === null ? {} : { version });
