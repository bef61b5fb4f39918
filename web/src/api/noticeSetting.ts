import { queryOptions } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { inboxKey } from './inbox';
import type { components } from './schema';
import type { Sent } from './sent';
import type { Id } from './types';

type Schemas = components['schemas'];

export type NoticeSetting = Sent<Schemas['NoticeSetting']>;
export type NoticeSettingChange = Schemas['NoticeSettingChange'];
export type Robot = Sent<Schemas['Robot']>;
export type RobotInput = Schemas['RobotInput'];
export type Delivery = Sent<Schemas['Delivery']>;
export type When = Schemas['When'];
export type NoticePreference = Omit<Sent<Schemas['NoticePreference']>, 'choices'> & { choices: Record<Group, Record<Way, When>> };
export type NoticePreferenceChange = Schemas['NoticePreferenceChange'];

export const GROUPS = ['obligation', 'urgent_news', 'customer', 'clash', 'export', 'import', 'data', 'policy', 'system'] as const;
export type Group = (typeof GROUPS)[number];
export const WAYS = ['mail', 'robot'] as const;
export type Way = (typeof WAYS)[number];
export const FORMATS = ['wecom', 'dingtalk', 'feishu', 'generic'] as const;

const key = [...inboxKey, 'setting'] as const;

export const noticeSettingQuery = queryOptions({
  queryKey: [...key, 'house'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/notice-settings', { signal })) as Promise<NoticeSetting>,
});

export const changeNoticeSetting = (body: NoticeSettingChange, version: number): Promise<NoticeSetting> =>
  data(api.PATCH('/api/v1/notice-settings', { params: { header: ifMatch(version) }, body })) as Promise<NoticeSetting>;

export const testMail = (): Promise<unknown> => data(api.POST('/api/v1/notice-settings/test'));

export const robotsQuery = queryOptions({
  queryKey: [...key, 'robots'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/robots', { signal })) as Promise<{ items: Robot[] }>,
});

export const createRobot = (body: RobotInput, once: string): Promise<Robot> =>
  data(api.POST('/api/v1/robots', { params: { header: idempotent(once) }, body })) as Promise<Robot>;

export const switchRobot = (robot: Robot, active: boolean): Promise<unknown> =>
  data(api.PATCH('/api/v1/robots/{id}', { params: { path: { id: robot.id }, header: ifMatch(robot.version) }, body: { active } }));

export const testRobot = (id: Id): Promise<unknown> => data(api.POST('/api/v1/robots/{id}/test', { params: { path: { id } } }));

export const deliveriesQuery = queryOptions({
  queryKey: [...key, 'deliveries'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/deliveries', { params: { query: { limit: 50 } }, signal })) as Promise<{ items: Delivery[] }>,
});

export const noticePreferenceQuery = queryOptions({
  queryKey: [...key, 'own'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/account/notices', { signal })) as Promise<NoticePreference>,
});

export const changeNoticePreference = (body: NoticePreferenceChange, version: number): Promise<NoticePreference> =>
  data(api.PATCH('/api/v1/account/notices', { params: { header: ifMatch(version) }, body })) as Promise<NoticePreference>;
