import { queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type Device = Schemas['Device'];
export type AccessSettings = Schemas['AccessSettings'];
export type AccessRules = Schemas['AccessRules'];
export type Outside = AccessRules['outside'];

export const OUTSIDES = ['same', 'proof', 'refuse'] as const satisfies readonly Outside[];

export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/devices', { signal })),
});
export const forgetDevice = (id: Id): Promise<unknown> => data(api.DELETE('/api/v1/devices/{id}', { params: { path: { id } } }));

export const lockSession = (): Promise<unknown> => data(api.POST('/api/v1/session/lock'));
export const unlockSession = (password: string): Promise<unknown> => data(api.DELETE('/api/v1/session/lock', { body: { password } }));
export const proveSession = (code: string): Promise<unknown> => data(api.POST('/api/v1/session/proof', { body: { code } }));

export const accessQuery = queryOptions({
  queryKey: ['access'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/company/access', { signal })),
});
export const changeAccess = (rules: AccessRules, version: number): Promise<AccessSettings> =>
  data(api.PATCH('/api/v1/company/access', { params: { header: ifMatch(version) }, body: rules }));
