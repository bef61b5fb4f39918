import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { WandSparkles } from 'lucide-react';
import { useMemo, useState } from 'react';
import { fixColumn, forgetRows, keepImport, type FixKind, type Import, type ImportRow } from '@/api/import';
import { useT } from '@/i18n';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { formatCount } from '@/shared/text/format';
import { columnLetter } from '../columns/targets';
import { fixesOf } from './fixes';
import css from './check.module.css';

interface Asking {
  column: number;
  header: string;
  count: number;
}

/** "去掉空格 312 处": mends for whole columns, with how many cells each would change. */
export function BulkFixes({ one, rows, all }: { one: Import; rows: readonly ImportRow[]; all: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const found = useMemo(() => fixesOf(rows, one.columns), [rows, one.columns]);
  if (found.length === 0) return null;

  const apply = async (column: number, fix: FixKind) => {
    setBusy(`${column}${fix}`);
    try {
      const { import: next, changed } = await fixColumn(one.id, column, fix);
      const saved = next.counts.valid_rows - one.counts.valid_rows;
      keepImport(client, next);
      await forgetRows(client, one.id);
      noticeInfo(t('import.fixed', { changed: formatCount(changed), saved: formatCount(saved) }));
    } finally {
      setBusy(null);
    }
  };

  return (
    <ul className={css.fixes} aria-label={t('import.fixes')}>
      {found.map(({ column, header, bad, fixes }) => {
        const name = header || columnLetter(column);
        return (
          <li key={column}>
            <span>
              <strong>{name}</strong> {t('import.bad_cells', { count: formatCount(bad, !all) })}
            </span>
            {fixes.map(({ fix, count }) => (
              <Button
                key={fix}
                size="small"
                {...(fix === 'clear' ? {} : { icon: <WandSparkles size={14} /> })}
                loading={busy === `${column}${fix}`}
                disabled={busy !== null}
                onClick={() => (fix === 'clear' ? setAsking({ column, header: name, count }) : void apply(column, fix).catch(noticeError))}
              >
                {t(`import.fix_${fix}`, { count: formatCount(count, !all) })}
              </Button>
            ))}
          </li>
        );
      })}
      {asking && (
        <ConfirmDanger
          title={t('import.clear_title', { column: asking.header })}
          action={t('import.clear_action')}
          onClose={() => setAsking(null)}
          onConfirm={() => apply(asking.column, 'clear')}
        >
          <p>{t('import.clear_text', { count: formatCount(asking.count, !all) })}</p>
        </ConfirmDanger>
      )}
    </ul>
  );
}
