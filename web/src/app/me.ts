import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { sessionQuery } from '@/api/session';
import type { Me, Permission } from '@/api/types';
import { useI18n } from '@/i18n';
import type { TimeContext } from '@/shared/text/format';

/** The person signed in. Only pages inside the frame use it; the frame waits for the session first. */
export function useMe(): Me {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('useMe needs a session; the frame loads it before its pages');
  return data;
}

/** Whether a role of the person carries the permission. Single rows carry their own answers. */
export function useMay(): (...anyOf: readonly Permission[]) => boolean {
  const { permissions } = useMe();
  return useMemo(() => {
    const held = new Set(permissions);
    return (...anyOf: readonly Permission[]) => anyOf.length === 0 || anyOf.some((one) => held.has(one));
  }, [permissions]);
}

/** What times are written against: the company's zone and date, the page's language. */
export function useTimeContext(): TimeContext {
  const { data } = useQuery(sessionQuery);
  const { locale, t } = useI18n();
  const timeZone = data?.company.time_zone ?? 'Asia/Shanghai';
  const today = data?.today ?? '1970-01-01';
  return useMemo(
    () => ({
      timeZone,
      today,
      locale,
      words: { today: t('common.today'), yesterday: t('common.yesterday'), tomorrow: t('common.tomorrow') },
    }),
    [timeZone, today, locale, t],
  );
}
