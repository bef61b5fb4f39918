import type { UseQueryResult } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { isProblem } from '@/api/problem';
import { useT } from '@/i18n';
import { ProblemNote } from './ProblemNote';
import css from './layout.module.css';

/** Nothing there: says so, and what usually comes first. */
export function Empty({ icon: Icon, title, children, action }: { icon?: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      {Icon && <Icon size={28} strokeWidth={1.5} aria-hidden />}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && <div>{action}</div>}
    </div>
  );
}

/** Grey lines where text will stand. */
export function Lines({ count = 4 }: { count?: number }) {
  const t = useT();
  return (
    <div className={css.lines} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} style={{ width: `${[92, 78, 85, 64][index % 4] ?? 80}%` }} />
      ))}
    </div>
  );
}

/** Something is there, or is not, and neither may be known: the answer for both is the same. */
export function NotFound({ children }: { children?: ReactNode }) {
  const t = useT();
  return (
    <Empty title={t('problems.not_found_title')} action={children ?? <a href="/">{t('common.to_workbench')}</a>}>
      {t('problems.not_found_text')}
    </Empty>
  );
}

/** Waits for a query: lines, then the problem or the content. */
export function QueryGate<T>({
  query,
  children,
  loading,
}: {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  children: (data: T) => ReactNode;
  loading?: ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    if (isProblem(query.error, 'not_found')) return <NotFound />;
    return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <>{loading ?? <Lines />}</>;
}
