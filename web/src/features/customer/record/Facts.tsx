import { useState } from 'react';
import type { Customer } from '@/api/customer';
import type { Card } from '../catalogue';
import { DoubtDialog, type Doubting } from './Doubt';
import { FactGroup } from './FactGroup';
import css from './record.module.css';

/** The card: its groups in order. */
export function Facts({ customer, card }: { customer: Customer; card: Card }) {
  const [doubting, setDoubting] = useState<Doubting | null>(null);
  return (
    <div className={css.card}>
      {card.groups.map((group, index) => (
        <FactGroup key={group.key} customer={customer} group={group} named={index === 0} onDoubt={setDoubting} />
      ))}
      {doubting && <DoubtDialog customer={customer.id} doubting={doubting} onClose={() => setDoubting(null)} />}
    </div>
  );
}
