import { CheckCheck, CircleDashed, Hourglass, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { MonthCheck } from '@/api/monthCheck';
import { useT } from '@/i18n';
import css from './monthCheck.module.css';

const ICON: Record<MonthCheck['state'], LucideIcon> = { open: CircleDashed, submitted: Hourglass, approved: LoaderCircle, applied: CheckCheck };

/** How far a check is, in a word; late ones say so, too. */
export function CheckState({ check }: { check: MonthCheck }) {
  const t = useT();
  const Icon = ICON[check.state];
  return (
    <span className={css.state} data-state={check.state}>
      <Icon size={14} aria-hidden /> {t(`month_check.state_${check.state}`)}
      {check.late && <strong className={css.late}>{t('month_check.late')}</strong>}
    </span>
  );
}

/** How far somebody has walked. */
export function Progress({ check }: { check: MonthCheck }) {
  const t = useT();
  const label = t('month_check.progress', { walked: check.walked, total: check.customers });
  return (
    <span className={css.progress}>
      <progress max={Math.max(1, check.customers)} value={check.walked} aria-label={label} />
      <span>{label}</span>
    </span>
  );
}
