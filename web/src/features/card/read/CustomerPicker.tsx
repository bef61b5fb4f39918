import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { searchQuery } from '@/api/search';
import type { Id } from '@/api/types';
import { useT } from '@/i18n';
import css from './read.module.css';

export interface PickedCustomer {
  id: Id;
  name: string;
}

interface Props {
  label: string;
  /** Shown before anything is typed. */
  offered: readonly PickedCustomer[];
  value: PickedCustomer | null;
  onChange: (customer: PickedCustomer | null) => void;
}

/** Finds a customer of those one sees, as the search box does. */
export function CustomerPicker({ label, offered, value, onChange }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ ...searchQuery(q), placeholderData: keepPreviousData });
  const list: readonly PickedCustomer[] = q ? (found.data?.items ?? []).map((hit) => hit.customer) : offered;
  const all = value && !list.some((one) => one.id === value.id) ? [value, ...list] : list;
  return (
    <Select
      aria-label={label}
      className={css.picker}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={t('card.pick_customer')}
      value={value?.id ?? null}
      options={all.map((one) => ({ value: one.id, label: one.name }))}
      loading={found.isFetching}
      notFoundContent={q ? t('common.nothing_found') : t('card.pick_customer')}
      onChange={(id: Id | null | undefined) => onChange(all.find((one) => one.id === id) ?? null)}
    />
  );
}
