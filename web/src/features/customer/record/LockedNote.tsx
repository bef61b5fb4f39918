import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import type { Customer } from '@/api/customer';
import { useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import { Empty } from '@/shared/layout/states';

/** In the place of the facts of a confidential customer, for whoever is neither cleared nor let in. */
export function LockedNote({ customer }: { customer: Customer }) {
  const t = useT();
  const why = useWhy()(customer.actions.facts);
  return (
    <Empty icon={Lock} title={t('secrecy.locked_title', { label: customer.secrecy.label })}>
      {why} {t('secrecy.locked_text')} <Link to="/classified">{t('secrecy.locked_index')}</Link>
    </Empty>
  );
}
