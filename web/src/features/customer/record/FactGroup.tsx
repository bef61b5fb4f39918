import { Button } from 'antd';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Customer } from '@/api/customer';
import { useI18n } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import { labelText } from '@/shared/text/label';
import { isBlank, type PlacedGroup } from '../catalogue';
import type { Doubting } from './Doubt';
import { FactForm } from './FactForm';
import { FactRow } from './FactRow';
import { VerifiedGroupMark, VerifiedMark } from './VerifiedMark';
import css from './record.module.css';

export interface FactGroupProps {
  customer: Customer;
  group: PlacedGroup;
  /** The first group carries the name. */
  named: boolean;
  onDoubt: (doubting: Doubting) => void;
}

/** A group of the card: facts to read, and the same place to mend them. */
export function FactGroup({ customer, group, named, onDoubt }: FactGroupProps) {
  const { t, locale } = useI18n();
  const why = useWhy();
  const [editing, setEditing] = useState(false);
  const [all, setAll] = useState(false);
  const title = group.key === 'other' ? t('customer.group_other') : labelText(group.label, locale);
  const filled = group.fields.filter(({ field }) => !isBlank(customer.values[field.key]));
  const empty = group.fields.length - filled.length;
  const shown = all ? group.fields : filled;
  const editable = why(customer.actions.edit) === null;
  const missing = group.fields.filter(({ field, expected, required }) => (expected || required) && isBlank(customer.values[field.key]));

  if (editing)
    return (
      <section className={css.group} data-editing>
        <header>
          <h2>{title}</h2>
        </header>
        <FactForm customer={customer} group={group} named={named} onClose={() => setEditing(false)} />
      </section>
    );

  const rest = (
    <button type="button" className={css.emptyLine} aria-expanded={all} onClick={() => setAll(!all)}>
      {all
        ? t('customer.hide_empty')
        : missing.length > 0
          ? t('customer.empty_missing', {
              count: empty,
              fields: missing.slice(0, 3).map(({ field }) => labelText(field.label, locale)).join(t('common.list_comma')),
              more: missing.length > 3 ? t('customer.and_more') : '',
            })
          : t('customer.empty_count', { count: empty })}
    </button>
  );

  return (
    <section className={css.group} data-empty={filled.length === 0 && !all ? true : undefined}>
      <header>
        <h2>{title}</h2>
        {filled.length === 0 && !all && rest}
        {editable && (
          <Button type="text" size="small" icon={<Pencil size={14} />} onClick={() => setEditing(true)} aria-label={t(filled.length === 0 ? 'customer.fill_group' : 'customer.edit_group', { group: title })}>
            {t(filled.length === 0 ? 'customer.fill' : 'common.edit')}
          </Button>
        )}
      </header>
      <VerifiedGroupMark customer={customer} filled={filled.map(({ field }) => field.key)} />
      {shown.length > 0 && (
        <dl className={css.facts}>
          {shown.map(({ field }) => (
            <FactRow
              key={field.key}
              field={field}
              value={customer.values[field.key]}
              mark={customer.uncertain.find((mark) => mark.field === field.key && !mark.contact_id)}
              edit={customer.actions.edit}
              verify={customer.actions.verify}
              onDoubt={onDoubt}
              verified={<VerifiedMark customer={customer} field={field} />}
            />
          ))}
        </dl>
      )}
      {empty > 0 && shown.length > 0 && rest}
    </section>
  );
}
