import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { LoanItem } from '@/api/loan';
import { useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import css from '@/shared/layout/register.module.css';
import { TimeText } from '@/shared/text/texts';
import { ItemDialog } from './ItemDialog';
import { LabelDialog } from './LabelDialog';
import { LoanEntry } from './LoanEntry';
import own from './loan.module.css';

/** An original: what it is, where it lies or who has it, and how to borrow it. */
export function ItemEntry({ item, showCustomer = false, onChanged }: { item: LoanItem; showCustomer?: boolean; onChanged?: () => void }) {
  const t = useT();
  const why = useWhy();
  const [open, setOpen] = useState<'change' | 'label' | null>(null);
  const { loan } = item;
  const close = () => {
    setOpen(null);
    onChanged?.();
  };
  return (
    <div className={own.item}>
      <div>
        <div className={css.head}>
          <strong>{item.number}</strong>
          <span>{item.title}</span>
          {showCustomer && (
            <Link to="/customers/$id" params={{ id: item.customer.id }} search={{ tab: 'items' }} preload={false}>
              {item.customer.name}
            </Link>
          )}
          <span className={`${css.tag} ${(loan ? (loan.late ? css.late : css.today) : css.done) ?? ''}`}>{t(loan ? (loan.state === 'lost' ? 'loan.state_lost' : 'loan.is_out') : 'loan.is_in')}</span>
        </div>
        <ul className={css.steps}>
          <li>{t('loan.item_facts', { pages: item.pages, copies: item.copies, place: item.place })}</li>
          {item.note && <li>{item.note}</li>}
          {loan && (
            <li>
              {t('loan.has', { name: loan.borrower.name })}
              {loan.due_at && (
                <>
                  {' · '}
                  {t(loan.late ? 'loan.late' : 'loan.due')} <TimeText at={loan.due_at} />
                </>
              )}
            </li>
          )}
        </ul>
      </div>
      <div className={css.acts}>
        <Link className={own.ask} to="/requests" search={{ kind: 'loan', customer: item.customer.id, item: item.id, title: `${item.number} ${item.title}` }}>
          {t('loan.ask')}
        </Link>
        <Button onClick={() => setOpen('label')}>{t('loan.label')}</Button>
        {why(item.change) === null && <Button onClick={() => setOpen('change')}>{t('loan.change')}</Button>}
      </div>
      {loan && showCustomer && (
        <div className={own.loan}>
          <LoanEntry loan={loan} />
        </div>
      )}
      {open === 'change' && <ItemDialog customer={item.customer.id} item={item} onClose={close} />}
      {open === 'label' && <LabelDialog items={[item]} onClose={() => setOpen(null)} />}
    </div>
  );
}
