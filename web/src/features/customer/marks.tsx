import { CircleHelp } from 'lucide-react';
import { useT } from '@/i18n';
import css from './customer.module.css';

/** In a list: how many facts of the customer somebody doubts. */
export function DoubtCount({ count }: { count: number }) {
  const t = useT();
  if (count === 0) return null;
  return (
    <span className={css.doubt} title={t('customer.doubt_count', { count })}>
      <CircleHelp size={12} aria-hidden />
      {t('customer.doubted')}
      {count > 1 && ` ${count}`}
    </span>
  );
}
