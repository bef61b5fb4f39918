import { queryOptions } from '@tanstack/react-query';
import { del, get, patch, post, put } from './http';
import type { AccessToken, Id, Page, Permission, Session, TotpEnrolment } from './types';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => get<Page<Session>>('/sessions', {}, signal),
});
export const endSession = (id: Id): Promise<undefined> => del(`/sessions/${id}`);
export const endOtherSessions = (): Promise<undefined> => del('/sessions');

export const changeLocale = (locale: 'zh' | 'en'): Promise<unknown> => patch('/account', { locale });
export const changePassword = (current: string, next: string): Promise<undefined> =>
  put('/account/password', { current, new: next });

export const startTotp = (): Promise<TotpEnrolment> => post('/account/totp');
export const confirmTotp = (code: string): Promise<{ recovery_codes: string[] }> =>
  post('/account/totp/confirmation', { code });
export const removeTotp = (password: string): Promise<undefined> => del('/account/totp', { body: { password } });

export const accessTokensQuery = queryOptions({
  queryKey: ['access-tokens'],
  queryFn: ({ signal }) => get<Page<AccessToken>>('/access-tokens', {}, signal),
});
export const createAccessToken = (input: {
  name: string;
  scopes: Permission[];
  expires_on: string;
}): Promise<AccessToken & { token: string | null }> => post('/access-tokens', input);
export const deleteAccessToken = (id: Id): Promise<undefined> => del(`/access-tokens/${id}`);
