import type { Import } from '@/api/import';
import { useTimeContext } from '@/app/me';
import { useI18n } from '@/i18n';
import { formatInstant } from '@/shared/text/format';
import css from './approval.module.css';

/** Who approved or refused the import, or that it has to be asked for again. */
export function ApprovalNote({ one }: { one: Import }) {
  const { t } = useI18n();
  const time = useTimeContext();
  const { approval } = one;
  if (!approval || approval.state === 'asked') return null;
  if (approval.state === 'withdrawn') return <p className={css.note}>{t('import.approval_withdrawn')}</p>;
  const told = { name: approval.decided_by?.name ?? '', at: approval.decided_at ? formatInstant(approval.decided_at, time) : '', reason: approval.reason ?? '' };
  return <p className={approval.state === 'approved' ? css.note : css.refused}>{t(`import.approval_${approval.state}`, told)}</p>;
}
