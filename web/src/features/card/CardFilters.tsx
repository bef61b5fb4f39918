import { DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { Search } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { CodePicker } from '@/shared/form/CodePicker';
import type { CardsSearch } from './routes';
import css from './card.module.css';

/** Whom, where, and how one met. */
export function CardFilters({ search, onChange }: { search: CardsSearch; onChange: (next: Partial<CardsSearch>) => void }) {
  const t = useT();
  return (
    <>
      <Typed label={t('card.search')} icon={<Search size={16} aria-hidden />} value={search.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      <div className={css.pick}>
        <CodePicker table="divisions" label={t('card.any_region')} placeholder={t('card.any_region')} value={search.region ?? null} onChange={(region) => onChange({ region: region ?? undefined })} />
      </div>
      <div className={css.pick}>
        <CodePicker table="industries" label={t('card.any_industry')} placeholder={t('card.any_industry')} value={search.industry ?? null} onChange={(industry) => onChange({ industry: industry ?? undefined })} />
      </div>
      <DatePicker
        picker="month"
        className={css.month}
        aria-label={t('card.met_in')}
        placeholder={t('card.met_in')}
        value={search.met ? dayjs(search.met) : null}
        onChange={(month) => onChange({ met: month?.format('YYYY-MM') })}
      />
      <Typed label={t('card.occasion')} value={search.occasion ?? ''} onChange={(occasion) => onChange({ occasion: occasion || undefined })} />
    </>
  );
}

/** A text that is sent after a short rest. */
function Typed({ label, icon, value, onChange }: { label: string; icon?: ReactNode; value: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [last, setLast] = useState(value);
  // What comes from the address is what was sent there from here, or somebody cleared it.
  if (value !== last) {
    setLast(value);
    if (value !== typed.trim()) setTyped(value);
  }
  useEffect(() => {
    const text = typed.trim();
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), 250);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return <Input className={css.typed} allowClear maxLength={100} prefix={icon} placeholder={label} aria-label={label} value={typed} onChange={(event) => setTyped(event.target.value)} />;
}
