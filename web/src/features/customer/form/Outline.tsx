import { CircleAlert } from 'lucide-react';
import { useT } from '@/i18n';
import css from './form.module.css';

interface Entry {
  key: string;
  title: string;
  filled: number;
  /** `null` where any number is right. */
  count: number | null;
  wrong: boolean;
}

/** The groups of the form at a glance: how far each one is, and where something is wrong. */
export function Outline({ entries, onGo }: { entries: readonly Entry[]; onGo: (group: string) => void }) {
  const t = useT();
  return (
    <nav className={css.outline} aria-label={t('customer_form.outline')}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.key}>
            <button type="button" onClick={() => onGo(entry.key)} data-wrong={entry.wrong || undefined}>
              <span>{entry.title}</span>
              {entry.wrong ? (
                <CircleAlert size={14} aria-label={t('customer_form.wrong')} />
              ) : (
                <span className={css.outlineCount}>{entry.count === null ? entry.filled || '' : `${entry.filled}/${entry.count}`}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
