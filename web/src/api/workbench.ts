import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { CustomerKind, Day, Id, Instant, Named } from './types';

export type FigureName = 'mine' | 'visible' | 'new_this_week' | 'uncertain' | 'never_contacted' | 'silent_90_days';

export interface Figure {
  count: number;
  /** The count stopped at its limit. */
  capped: boolean;
  /** The filters of the list that shows what was counted. */
  filter: string[];
}

export interface CustomerName {
  id: Id;
  code: string;
  name: string;
}

export interface RecentCustomer extends CustomerName {
  kind: CustomerKind;
  owner: Named;
  uncertain_count: number;
  last_contact_at: Instant | null;
  opened_at: Instant;
}

export interface DoubtfulFact {
  customer: CustomerName;
  contact: Named | null;
  field: string;
  note: string;
  marked_by: Named;
  marked_at: Instant;
}

export interface ComingBirthday {
  customer: CustomerName;
  contact: Named | null;
  on: Day;
}

export interface Activity {
  customer: CustomerName;
  at: Instant;
  person: Named;
  /** `interaction`, or the kind of the event. */
  kind: string;
  fields?: string[];
  way?: string;
  summary?: string;
}

export interface PersonFigures {
  person: Named;
  department: Named;
  customers: number;
  capped: boolean;
  never_contacted: number;
  silent_90_days: number;
}

export interface HouseState {
  people: number;
  without_department: number;
  not_arrived: number;
  departments: number;
  without_head: number;
  custodian: boolean;
}

export interface LogState {
  size: number;
  checkpoint_at: Instant | null;
  verified_at: Instant | null;
  sound: boolean | null;
}

export interface Workbench {
  counts: Record<FigureName, Figure>;
  recent: RecentCustomer[];
  unverified: DoubtfulFact[];
  birthdays: ComingBirthday[];
  activity: Activity[];
  people: PersonFigures[];
  house: HouseState | null;
  log: LogState | null;
}

export const workbenchQuery = queryOptions({
  queryKey: ['workbench'],
  queryFn: ({ signal }) => get<Workbench>('/workbench', {}, signal),
  staleTime: 20_000,
});
