import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n';
import css from './record.module.css';

/** Sensitive personal information is covered until somebody wants to read it, so that nobody reads along. */
export function Sensitive({ text }: { text: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (open) return <span className={css.figures}>{text}</span>;
  const letters = Array.from(text);
  const covered = letters.length > 8 ? [...letters.slice(0, 3), '•'.repeat(letters.length - 7), ...letters.slice(-4)].join('') : '•'.repeat(letters.length);
  return (
    <span className={css.figures}>
      <span aria-hidden>{covered}</span>
      <button type="button" className={css.mini} onClick={() => setOpen(true)} aria-label={t('customer.reveal')} title={t('customer.reveal')}>
        <Eye size={14} aria-hidden />
      </button>
    </span>
  );
}
