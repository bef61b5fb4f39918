import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import type { AccessTokenInput, Id, Locale, NewAccessToken, RecoveryCodes, TotpEnrolment } from './types';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/sessions', { signal })),
});
export const endSession = (id: Id): Promise<unknown> => data(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));
export const endOtherSessions = (): Promise<unknown> => data(api.DELETE('/api/v1/sessions'));

export const changeLocale = (locale: Locale): Promise<unknown> => data(api.PATCH('/api/v1/account', { body: { locale } }));
export const changePassword = (current: string, next: string): Promise<unknown> =>
  data(api.PUT('/api/v1/account/password', { body: { current, new: next } }));

export const startTotp = (): Promise<TotpEnrolment> => data(api.POST('/api/v1/account/totp'));
export const confirmTotp = (code: string): Promise<RecoveryCodes> =>
  data(api.POST('/api/v1/account/totp/confirmation', { body: { code } }));
export const removeTotp = (password: string): Promise<unknown> => data(api.DELETE('/api/v1/account/totp', { body: { password } }));

export const accessTokensQuery = queryOptions({
  queryKey: ['access-tokens'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/access-tokens', { signal })),
});
export const createAccessToken = (body: AccessTokenInput): Promise<NewAccessToken> =>
  data(api.POST('/api/v1/access-tokens', { body }));
export const deleteAccessToken = (id: Id): Promise<unknown> =>
  data(api.DELETE('/api/v1/access-tokens/{id}', { params: { path: { id } } }));
