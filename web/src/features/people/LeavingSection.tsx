import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { Id } from '@/api/types';
import { leavingQuery, registerLeaving, takeBackLeaving } from '@/api/watch';
import { useT } from '@/i18n';
import { Facts } from '@/shared/layout/Page';
import { noticeError } from '@/shared/overlay/notice';
import { DayText } from '@/shared/text/texts';
import css from './people.module.css';

/** On a person: that they leave, and when. Their reading is looked at closely from then on. */
export function LeavingSection({ person }: { person: Id }) {
  const t = useT();
  const client = useQueryClient();
  const { data: leaving } = useQuery(leavingQuery(person));
  const [day, setDay] = useState<Dayjs | null>(null);
  if (!leaving) return null;
  const refresh = () => client.invalidateQueries({ queryKey: leavingQuery(person).queryKey });
  const value = leaving.last_day ? (
    <span className={css.inline}>
      <span>
        {t('people.last_day')} <DayText day={leaving.last_day} />
      </span>
      <Button size="small" onClick={() => void takeBackLeaving(person).then(refresh, noticeError)}>
        {t('people.stays')}
      </Button>
    </span>
  ) : (
    <span className={css.inline}>
      <DatePicker value={day} onChange={setDay} placeholder={t('people.last_day')} aria-label={t('people.last_day')} />
      <Button disabled={!day} onClick={() => day && void registerLeaving(person, day.format('YYYY-MM-DD')).then(refresh, noticeError)}>
        {t('people.register_leaving')}
      </Button>
    </span>
  );
  return (
    <section aria-label={t('people.leaving')}>
      <Facts items={[{ label: t('people.leaving'), value }]} />
    </section>
  );
}
