import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import type { Customer } from '@/api/customer';
import { searchQuery } from '@/api/search';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Dialog } from '@/shared/overlay/Dialog';
import css from './merge.module.css';

/** Finds the customer with which this one is to be merged. */
export function MergeWithDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const query = useQuery(searchQuery(typed.trim()));
  const hits = (query.data?.items ?? []).filter((hit) => hit.customer.id !== customer.id && hit.customer.kind === customer.kind);
  return (
    <Dialog title={t('merge.with_title', { name: customer.name })} onClose={onClose}>
      <div className={css.with}>
        <label htmlFor="merge-with">{t('merge.with_search')}</label>
        <Input id="merge-with" type="search" autoComplete="off" placeholder={t('merge.with_example')} value={typed} onChange={(event) => setTyped(event.target.value)} />
        {query.isError && <ProblemNote error={query.error} />}
        {typed.trim() && query.isSuccess && hits.length === 0 && <p className={css.quiet}>{t('merge.with_none')}</p>}
        <ul>
          {hits.map(({ customer: found }) => (
            <li key={found.id}>
              <Link to="/customers/merge" search={{ a: customer.id, b: found.id }} onClick={onClose}>
                {found.name}
              </Link>
              <span className={css.quiet}>
                {found.code} · {found.owner.name} · {found.department.name}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
