import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { searchQuery } from '@/api/search';
import { useT } from '@/i18n';
import css from './form.module.css';

/** Customers on file that look like the one being written down: found before it is written twice. */
export function Twins({ text, exact = false }: { text: string; exact?: boolean }) {
  const t = useT();
  const q = text.trim();
  const { data } = useQuery({ ...searchQuery(q), enabled: Array.from(q).length >= (exact ? 18 : 4) });
  const hits = (data?.items ?? []).filter((hit) => (exact ? hit.matched.field === 'credit_code' : hit.matched.field === 'name')).slice(0, 4);
  if (q === '' || hits.length === 0) return null;
  return (
    <div className={css.twins} role="status">
      <TriangleAlert size={14} aria-hidden />
      <div>
        {t(exact ? 'customer_form.on_file' : 'customer_form.alike')}
        <ul>
          {hits.map(({ customer }) => (
            <li key={customer.id}>
              <Link to="/customers/$id" params={{ id: customer.id }} target="_blank">
                {customer.name}
              </Link>{' '}
              <span>{[customer.code, customer.owner.name, customer.department.name].join(' · ')}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
