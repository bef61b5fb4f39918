import { Dropdown } from 'antd';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { Customer } from '@/api/customer';
import { INTERACTION_KINDS, type InteractionKind } from '@/api/interaction';
import { useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import type { Card } from '../catalogue';
import { InteractionForm } from './InteractionForm';
import { INTERACTION_ICON } from './InteractionItem';
import { Timeline } from './Timeline';
import css from './record.module.css';

const OFTEN: readonly InteractionKind[] = ['call', 'visit', 'meeting', 'email'];

/** One click chooses the way, the form opens in place, one more saves. */
export function LogContact({ customer }: { customer: Customer }) {
  const t = useT();
  const why = useWhy()(customer.actions.record);
  const [kind, setKind] = useState<InteractionKind | null>(null);
  if (why !== null) return <p className={css.quiet}>{why}</p>;
  if (kind)
    return (
      <section className={css.logForm} aria-label={t('customer.log')}>
        <InteractionForm customer={customer.id} kind={kind} onClose={() => setKind(null)} />
      </section>
    );
  return (
    <div className={css.log} role="group" aria-label={t('customer.log')}>
      {OFTEN.map((one) => {
        const Icon = INTERACTION_ICON[one];
        return (
          <button key={one} type="button" onClick={() => setKind(one)}>
            <Icon size={16} aria-hidden />
            {t(`customer.by_${one}`)}
          </button>
        );
      })}
      <Dropdown
        trigger={['click']}
        menu={{ items: INTERACTION_KINDS.filter((one) => !OFTEN.includes(one)).map((one) => ({ key: one, label: t(`customer.by_${one}`), onClick: () => setKind(one) })) }}
      >
        <button type="button">
          {t('customer.log_other')}
          <ChevronDown size={14} aria-hidden />
        </button>
      </Dropdown>
    </div>
  );
}

export function Interactions({ customer, card }: { customer: Customer; card: Card }) {
  return (
    <>
      <LogContact customer={customer} />
      <Timeline customer={customer.id} filter="interaction" fields={card.fields} contactFields={card.contactFields} />
    </>
  );
}
