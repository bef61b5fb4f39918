import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import type { Customer } from '@/api/customer';
import { Locked } from '@/features/request/Locked';
import { useT } from '@/i18n';
import { Empty } from '@/shared/layout/states';

/** In the place of the facts of a confidential customer, for whoever is neither cleared nor let in. */
export function LockedNote({ customer }: { customer: Customer }) {
  const t = useT();
  return (
    <Empty icon={Lock} title={t('secrecy.locked_title', { label: customer.secrecy.label })}>
      {t('secrecy.locked_text')} <Link to="/classified">{t('secrecy.locked_index')}</Link>
      <Locked what={t('secrecy.locked_what')} answer={customer.actions.facts} customer={customer.id} />
    </Empty>
  );
}
