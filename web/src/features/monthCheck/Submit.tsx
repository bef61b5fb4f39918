import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { refreshMonthChecks, submitMonthCheck, type MonthCheck } from '@/api/monthCheck';
import { useT } from '@/i18n';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';

/** Hands a check in; what is missing stands on the button's side. */
export function Submit({ check }: { check: MonthCheck }) {
  const t = useT();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const left = check.customers - check.walked;
  const missing = left > 0 ? t('month_check.submit_left', { count: left }) : check.unproposed > 0 ? t('month_check.submit_unproposed', { count: check.unproposed }) : '';
  const submit = () => {
    setBusy(true);
    void submitMonthCheck(check)
      .then(() => noticeInfo(t('month_check.submitted_notice')), noticeError)
      .then(() => refreshMonthChecks(client))
      .finally(() => setBusy(false));
  };
  return (
    <Button type={missing ? 'default' : 'primary'} disabled={missing !== ''} loading={busy} title={missing || t('month_check.submit_text')} onClick={submit}>
      {missing || t('month_check.submit')}
    </Button>
  );
}
