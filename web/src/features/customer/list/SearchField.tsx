import { Input } from 'antd';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n';
import css from './list.module.css';

/** Narrows the list by name after a short rest; what is typed never jumps back. */
export function SearchField({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const t = useT();
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [last, setLast] = useState(value);
  // What comes from the address is either what was sent there from here, or somebody went elsewhere.
  if (value !== last) {
    setLast(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }
  useEffect(() => {
    const q = typed.trim();
    if (q === sent) return;
    const timer = setTimeout(() => {
      setSent(q);
      onChange(q);
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, sent, onChange]);
  return (
    <Input
      className={css.search}
      allowClear
      prefix={<Search size={16} aria-hidden />}
      placeholder={t('customer_list.search')}
      aria-label={t('customer_list.search')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
