import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
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

export type Workbench = Omit<Sent<Schemas['Workbench']>, 'counts' | 'activity'> & {
  counts: Record<FigureName, Figure>;
  activity: Activity[];
};

export const workbenchQuery = queryOptions({
  queryKey: ['workbench'],
  queryFn: ({ signal }) => get<Workbench>('/workbench', {}, signal),
  staleTime: 20_000,
});
