import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { LinkTabs } from '@/shared/layout/Tabs';

/** The pages of the check at month end, of which one sees what one has a use for. */
export function MonthTabs() {
  const t = useT();
  const may = useMay();
  const adds = may('payment.record') || (may('customer.view_all') && may('customer.edit'));
  return (
    <LinkTabs
      label={t('month_check.tabs')}
      tabs={[
        { to: '/month-checks', text: t('month_check.checks') },
        ...(adds ? [{ to: '/month-notes', text: t(may('payment.record') ? 'month_check.notes_payment' : 'month_check.notes_service') }] : []),
        { to: '/maintenance-log', text: t('month_check.log') },
      ]}
    />
  );
}
