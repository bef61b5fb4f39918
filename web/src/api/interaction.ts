import { del, newKey, patch, post } from './http';
import type { Answer, Id, Instant, Named } from './types';

export const INTERACTION_KINDS = [
  'call',
  'visit',
  'meeting',
  'email',
  'letter',
  'fax',
  'card',
  'dealing',
  'complaint',
  'change',
  'results',
  'other',
] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];

export interface Interaction {
  id: Id;
  kind: InteractionKind;
  direction: 'in' | 'out' | null;
  at: Instant;
  contact: Named | null;
  person: Named;
  summary: string;
  detail: string | null;
  created_at: Instant;
  version: number;
  /** `mend`: change it or take it back. */
  actions: Partial<Record<'mend', Answer>>;
}

export interface InteractionInput {
  kind: InteractionKind;
  direction: 'in' | 'out' | null;
  at: Instant;
  contact_id: Id | null;
  summary: string;
  detail: string | null;
}

export const createInteraction = (customer: Id, input: InteractionInput, key = newKey()): Promise<Interaction> =>
  post(`/customers/${customer}/interactions`, input, { idempotencyKey: key });

export const changeInteraction = (id: Id, change: Partial<InteractionInput>, version: number): Promise<Interaction> =>
  patch(`/interactions/${id}`, change, version);

export const removeInteraction = (id: Id, version: number): Promise<undefined> => del(`/interactions/${id}`, { version });
