import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, DatePicker, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { useDeferredValue, useEffect, useState } from 'react';
import type { EvidenceFilter } from '@/api/evidence';
import { searchQuery } from '@/api/search';
import { useI18n, useT } from '@/i18n';
import { PersonPicker } from '@/shared/form/pickers';
import { ACTIONS, actionName } from './actions';
import css from './evidence.module.css';

/** Who, which customer, what, when. Every search is on record, so it runs when something is chosen. */
export function Filters({ filter, onChange }: { filter: EvidenceFilter; onChange: (next: EvidenceFilter) => void }) {
  const { t, maybe } = useI18n();
  const areas = Object.entries(ACTIONS).map(([area, actions]) => {
    const name = maybe(`evidence.area_${area}`) ?? area;
    return {
      label: name,
      options: [
        { value: area, label: t('evidence.area_all', { area: name }) },
        ...actions.map((action) => ({ value: action, label: `${name} · ${actionName(action, maybe)}` })),
      ],
    };
  });
  const filtered = Object.values(filter).some(Boolean);
  return (
    <>
      <div className={css.filter}>
        <PersonPicker label={t('evidence.person')} placeholder={t('evidence.person')} value={filter.person ?? null} onChange={(person) => onChange({ ...filter, person: person ?? undefined })} />
      </div>
      <CustomerField key={filter.customer ?? ''} value={filter.customer ?? ''} onChange={(customer) => onChange({ ...filter, customer: customer || undefined })} />
      <Select
        aria-label={t('evidence.action')}
        className={css.filterAction}
        placeholder={t('evidence.any_action')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.action ?? null}
        options={areas}
        popupMatchSelectWidth={240}
        onChange={(action: string | null | undefined) => onChange({ ...filter, action: action ?? undefined })}
      />
      {filter.clause && (
        <Tag closable onClose={() => onChange({ ...filter, clause: undefined })}>
          {t('evidence.clause')} {filter.clause}
        </Tag>
      )}
      <DatePicker.RangePicker
        className={css.filterDays}
        aria-label={t('evidence.period')}
        allowEmpty={[true, true]}
        placeholder={[t('evidence.from'), t('evidence.to')]}
        value={[filter.from ? dayjs(filter.from) : null, filter.to ? dayjs(filter.to) : null]}
        onChange={(days) =>
          onChange({ ...filter, from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
        }
      />
      {filtered && (
        <Button type="link" onClick={() => onChange({ person: undefined, customer: undefined, action: undefined, clause: undefined, from: undefined, to: undefined })}>
          {t('evidence.clear')}
        </Button>
      )}
    </>
  );
}

const REST_MS = 250;

/** A file code, or the name of a customer that this person sees. */
function CustomerField({ value, onChange }: { value: string; onChange: (customer: string) => void }) {
  const t = useT();
  const [typed, setTyped] = useState(value);
  const [q, setQ] = useState('');
  const deferred = useDeferredValue(q);
  useEffect(() => {
    const text = typed.trim();
    const timer = setTimeout(() => setQ(/^kh\d*$/i.test(text) || text.length < 2 ? '' : text), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const hits = useQuery({ ...searchQuery(deferred), placeholderData: keepPreviousData, retry: false });
  const found = deferred ? (hits.data?.items ?? []) : [];
  const commit = (text: string) => {
    const clean = text.trim();
    const code = /^kh\d+$/i.test(clean) ? clean.toUpperCase() : clean;
    if (code !== value) onChange(code);
  };
  return (
    <AutoComplete
      className={css.filter}
      aria-label={t('evidence.customer')}
      placeholder={t('evidence.customer')}
      allowClear
      value={typed}
      options={found.map(({ customer }) => ({ value: customer.code, label: `${customer.name} ${customer.code}` }))}
      popupMatchSelectWidth={320}
      onChange={(text: string | undefined) => {
        setTyped(text ?? '');
        if (!text) commit('');
      }}
      onSelect={(code) => commit(code ?? '')}
      onBlur={() => {
        // Half a name is no code: it is left to be finished or chosen.
        if (/^kh\d+$/i.test(typed.trim())) commit(typed);
      }}
      onInputKeyDown={(event) => {
        if (event.key === 'Enter' && found.length === 0) commit(typed);
      }}
    />
  );
}
