import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { FilePlus2, QrCode } from 'lucide-react';
import { useState } from 'react';
import type { Customer } from '@/api/customer';
import { itemsQuery } from '@/api/loan';
import { Act } from '@/features/customer/record/Act';
import record from '@/features/customer/record/record.module.css';
import { useT } from '@/i18n';
import css from '@/shared/layout/register.module.css';
import { Empty, QueryGate } from '@/shared/layout/states';
import { ItemDialog } from './ItemDialog';
import { ItemEntry } from './ItemEntry';
import { LabelDialog } from './LabelDialog';

/** The originals that are kept of a customer. */
export function Items({ customer }: { customer: Customer }) {
  const t = useT();
  const query = useQuery(itemsQuery(customer.id));
  const [open, setOpen] = useState<'new' | 'labels' | null>(null);
  const close = () => setOpen(null);
  const register = (
    <Act answer={customer.actions.keep_item} icon={<FilePlus2 size={14} />} onClick={() => setOpen('new')}>
      {t('loan.register')}
    </Act>
  );
  return (
    <QueryGate query={query}>
      {({ items }) => (
        <>
          {items.length === 0 ? (
            <Empty icon={FilePlus2} title={t('loan.no_items')} action={register}>
              {t('loan.no_items_text')}
            </Empty>
          ) : (
            <>
              <div className={record.tabActions}>
                {items.length > 1 && (
                  <Button icon={<QrCode size={14} />} onClick={() => setOpen('labels')}>
                    {t('loan.labels')}
                  </Button>
                )}
                {register}
              </div>
              <ul className={css.list}>
                {items.map((item) => (
                  <li key={item.id}>
                    <ItemEntry item={item} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {open === 'new' && <ItemDialog customer={customer.id} onClose={close} />}
          {open === 'labels' && <LabelDialog items={items} onClose={close} />}
        </>
      )}
    </QueryGate>
  );
}
