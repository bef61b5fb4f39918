import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { searchQuery } from '@/api/search';
import { useT } from '@/i18n';
import type { ControlProps } from '@/shared/form/FormItem';

/** A customer that one sees, found as in the search box. */
export function CustomerPicker({ control, value, onChange }: { control: ControlProps; value: string | null; onChange: (id: string | null) => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ ...searchQuery(q), enabled: q.length >= 2, placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map(({ customer }) => ({ value: customer.id, label: `${customer.name} ${customer.code}` }));
  return (
    <Select
      {...control}
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={t('request.customer_find')}
      options={options}
      value={value}
      onChange={(id: string | undefined) => onChange(id ?? null)}
    />
  );
}
