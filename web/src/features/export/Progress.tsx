import { Button } from 'antd';
import { LoaderCircle } from 'lucide-react';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { formatBytes, formatCount } from '@/shared/text/format';
import css from './export.module.css';
import type { Fetching } from './useFetching';

/** How much of a file has come, with a way to stop it. */
export function Progress({ fetching }: { fetching: Fetching }) {
  const t = useT();
  const { one, bytes, failure, stopped, stop } = fetching;
  if (one)
    return (
      <div className={css.progress} role="status">
        <LoaderCircle size={16} aria-hidden className={css.turning} />
        <span>
          {one.register} · {bytes > 0 ? t('export.received', { size: formatBytes(bytes) }) : t('export.preparing')} · {t('export.of_rows', { count: formatCount(one.asked_rows) })}
        </span>
        <Button size="small" onClick={stop}>
          {t('export.stop')}
        </Button>
      </div>
    );
  if (failure !== null) return <ProblemNote error={failure} />;
  if (stopped) return <p className={css.quiet}>{t('export.stopped', { register: stopped.register })}</p>;
  return null;
}
