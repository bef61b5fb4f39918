import { Link } from '@tanstack/react-router';
import type { CustomerOnFile } from '@/api/types';
import { useT } from '@/i18n';

/** The way to the customer that is in the way; beside what is being written, which stays. */
export function OnFile({ customer }: { customer: CustomerOnFile }) {
  const t = useT();
  return (
    <p>
      <Link to="/customers/$id" params={{ id: customer.id }} target="_blank">
        {t('problems.open_customer', { code: customer.code, name: customer.name })}
      </Link>
    </p>
  );
}
