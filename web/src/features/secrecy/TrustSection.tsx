import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input, Segmented } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { clearPerson, endClearance, trustQuery, type Trust } from '@/api/secrecy';
import type { Id } from '@/api/types';
import { useTimeContext } from '@/app/me';
import { lastDay } from '@/features/customer/record/instant';
import { useT } from '@/i18n';
import { Facts } from '@/shared/layout/Page';
import { noticeError } from '@/shared/overlay/notice';
import { DayText } from '@/shared/text/texts';

/** On a person: up to which level they are cleared, by role and by name. */
export function TrustSection({ person }: { person: Id }) {
  const t = useT();
  const client = useQueryClient();
  const { timeZone } = useTimeContext();
  const { data: trust } = useQuery(trustQuery(person));
  if (!trust) return null;
  const refresh = () => client.invalidateQueries({ queryKey: trustQuery(person).queryKey });
  return (
    <section aria-label={t('secrecy.clearance')}>
      <Facts
        items={[
          { label: t('secrecy.cleared_for'), value: t(`secrecy.level_${trust.level}`) },
          { label: t('secrecy.by_role'), value: t(`secrecy.level_${trust.by_role}`) },
          ...(trust.keeps ? [{ label: t('secrecy.keeps'), value: t(`secrecy.level_${trust.keeps}`) }] : []),
          ...trust.clearances.map((one) => ({
            label: t('secrecy.by_name'),
            value: (
              <>
                {t(`secrecy.level_${one.level}`)} · {one.reason} · {one.given_by.name}
                {one.until && (
                  <>
                    {' · '}
                    {t('secrecy.until')} <DayText day={lastDay(one.until, timeZone)} />
                  </>
                )}{' '}
                {trust.may_change && (
                  <Button size="small" onClick={() => void endClearance(person, one.id).then(refresh, noticeError)}>
                    {t('secrecy.end')}
                  </Button>
                )}
              </>
            ),
          })),
        ]}
      />
      {trust.may_change && <Clear person={person} onCleared={refresh} />}
    </section>
  );
}

function Clear({ person, onCleared }: { person: Id; onCleared: () => Promise<void> }) {
  const t = useT();
  const [level, setLevel] = useState<Trust['level']>('confidential');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<Dayjs | null>(null);
  const [busy, setBusy] = useState(false);
  const clear = async () => {
    setBusy(true);
    try {
      await clearPerson(person, { level, reason, ...(until ? { until: until.format('YYYY-MM-DD') } : {}) });
      setReason('');
      await onCleared();
    } catch (error) {
      noticeError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void clear();
      }}
    >
      <Segmented
        value={level}
        onChange={setLevel}
        options={(['confidential', 'top_secret'] as const).map((value) => ({ value, label: t(`secrecy.level_${value}`) }))}
      />
      <Input value={reason} maxLength={200} placeholder={t('secrecy.reason')} aria-label={t('secrecy.reason')} onChange={(event) => setReason(event.target.value)} />
      <DatePicker value={until} onChange={setUntil} placeholder={t('secrecy.last_day')} aria-label={t('secrecy.last_day')} />
      <Button htmlType="submit" loading={busy} disabled={reason.trim() === ''}>
        {t('secrecy.clear')}
      </Button>
    </form>
  );
}
