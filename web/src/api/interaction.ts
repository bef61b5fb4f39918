import { api, data, idempotent, ifMatch } from './client';
import { newKey } from './http';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type InteractionKind = Schemas['InteractionKind'];
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
] as const satisfies readonly InteractionKind[];

/** `actions.mend`: whether the caller may change it or take it back. */
export type Interaction = Schemas['Interaction'];
export type InteractionInput = Required<Schemas['InteractionInput']>;

export const createInteraction = (customer: Id, body: InteractionInput, key = newKey()): Promise<Interaction> =>
  data(api.POST('/api/v1/customers/{id}/interactions', { params: { path: { id: customer }, header: idempotent(key) }, body }));

export const changeInteraction = (id: Id, body: Partial<InteractionInput>, version: number): Promise<Interaction> =>
  data(api.PATCH('/api/v1/interactions/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));

export const removeInteraction = (id: Id, version: number): Promise<unknown> =>
  data(api.DELETE('/api/v1/interactions/{id}', { params: { path: { id }, header: ifMatch(version) } }));
