import { Select } from 'antd';
import type { Import, ImportChange } from '@/api/import';
import { useT } from '@/i18n';
import css from './columns.module.css';

const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
const SEPARATORS = ['comma', 'semicolon', 'tab', 'bar'] as const;

/** The encoding and the separator of a text file, for when they were not found out rightly. */
export function HowRead({ one, pending, onChange }: { one: Import; pending: ImportChange; onChange: (change: ImportChange) => void }) {
  const t = useT();
  const { file } = one;
  if (!file.correctable) return null;
  const found = pending.encoding ?? file.encoding?.toLowerCase() ?? null;
  const between = pending.separator ?? file.separator;
  const separators: { value: string; label: string }[] = SEPARATORS.map((each) => ({ value: each, label: t(`import.separator_${each}`) }));
  if (between !== null && !separators.some((each) => each.value === between)) separators.push({ value: between, label: between });
  return (
    <div className={css.howRead}>
      <span>{t('import.how_read')}</span>
      {/* A mark at the beginning of the file settles it. */}
      {!file.marked && (
        <label className={css.inline}>
          {t('import.encoding')}
          <Select
            aria-label={t('import.encoding')}
            value={found}
            style={{ minWidth: 130 }}
            options={ENCODINGS.map((each) => ({ value: each, label: each.toUpperCase() }))}
            onChange={(next: string | null) => ENCODINGS.some((each) => each === next) && onChange({ encoding: next as (typeof ENCODINGS)[number] })}
          />
        </label>
      )}
      {file.separator !== null && (
        <label className={css.inline}>
          {t('import.separator')}
          <Select
            aria-label={t('import.separator')}
            value={between}
            style={{ minWidth: 110 }}
            options={separators}
            onChange={(next: string | null) => SEPARATORS.some((each) => each === next) && onChange({ separator: next as (typeof SEPARATORS)[number] })}
          />
        </label>
      )}
    </div>
  );
}
